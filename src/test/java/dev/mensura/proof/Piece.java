package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text made of texts and pieces. A piece can stand wherever another of its sort stands, which is
 * what makes smaller texts of it.
 *
 * @param sort what it is: {@code boolean}, {@code integer}, {@code metric} …; {@code optional} is
 *     what can be left away
 * @param parts strings and pieces
 */
record Piece(String sort, List<Object> parts) {
  Piece {
    parts = List.copyOf(parts);
  }

  static Piece of(String sort, Object... parts) {
    return new Piece(sort, List.of(parts));
  }

  String text() {
    return parts.stream()
        .map(p -> p instanceof Piece piece ? piece.text() : (String) p)
        .collect(Collectors.joining());
  }

  @Override
  public String toString() {
    return text();
  }

  /** This piece with one piece inside replaced by a smaller one of its sort, in every way. */
  List<Piece> smaller() {
    var all = new ArrayList<Piece>();
    within(sort, this, all);
    if (sort.equals("optional") && !parts.isEmpty()) {
      all.add(new Piece(sort, List.of()));
    }
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Piece piece) {
        for (Piece simpler : piece.smaller()) {
          var changed = new ArrayList<>(parts);
          changed.set(i, simpler);
          all.add(new Piece(sort, changed));
        }
      }
    }
    return all;
  }

  private static void within(String sort, Piece piece, List<Piece> found) {
    for (Object part : piece.parts) {
      if (part instanceof Piece inner) {
        if (inner.sort.equals(sort)) {
          found.add(inner);
        }
        within(sort, inner, found);
      }
    }
  }
}
