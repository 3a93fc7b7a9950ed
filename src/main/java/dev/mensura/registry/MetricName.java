package dev.mensura.registry;

import java.util.Optional;

/** Which names a metric can be kept under: such as a person sees whole and as they are. */
final class MetricName {
  private static final int MOST = 200;

  private MetricName() {}

  /** What is wrong with a name, as the end of a sentence that starts with it. */
  static Optional<String> problem(String name) {
    if (name.isBlank()) {
      return Optional.of("is empty");
    }
    if (name.length() > MOST) {
      return Optional.of("has %,d characters; %d are the most".formatted(name.length(), MOST));
    }
    Optional<String> odd =
        name.codePoints().filter(MetricName::isOdd).mapToObj(TextLiteral::name).findFirst();
    if (odd.isPresent()) {
      return odd.map(o -> "holds " + o + ", which no name may hold");
    }
    return name.equals(name.strip())
        ? Optional.empty()
        : Optional.of("starts or ends with a space");
  }

  private static boolean isOdd(int codePoint) {
    return codePoint == '`'
        || codePoint == '/'
        || codePoint == '\\'
        || TextLiteral.isOdd(codePoint)
        || switch (Character.getType(codePoint)) {
          case Character.FORMAT,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.PRIVATE_USE ->
              true;
          default -> false;
        };
  }
}
