package dev.mensura.syntax.ast;

import dev.mensura.source.Span;
import java.util.List;
import java.util.stream.Collectors;

/** Names joined by dots: {@code orders.customer.region}. */
public record Path(List<Name> names, Span span) {
  public Path {
    names = List.copyOf(names);
    if (names.isEmpty()) {
      throw new IllegalArgumentException("a path has a name");
    }
  }

  public Name first() {
    return names.getFirst();
  }

  public Name last() {
    return names.getLast();
  }

  public boolean isSimple() {
    return names.size() == 1;
  }

  /** The names with dots, without backquotes. */
  public String text() {
    return names.stream().map(Name::text).collect(Collectors.joining("."));
  }
}
