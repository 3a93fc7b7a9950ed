package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.model.yaml.Yaml;
import java.util.Optional;

/** ValidNames that the language can write, in backquotes if need be. */
final class ValidNames {
  private static final int MAX_LENGTH = 200;

  private ValidNames() {}

  static Optional<Yaml.Scalar> valid(Findings findings, Yaml.Scalar scalar) {
    String name = scalar.value();
    boolean writable =
        !name.isBlank()
            && name.equals(name.strip())
            && name.length() <= MAX_LENGTH
            && name.chars().noneMatch(c -> c == '`' || Character.isISOControl(c));
    if (writable) {
      return Optional.of(scalar);
    }
    String message =
        "A name is one to %d characters in one line, without backquotes and spaces around it."
            .formatted(MAX_LENGTH);
    findings.add(Code.BAD_VALUE, scalar.span(), message);
    return Optional.empty();
  }
}
