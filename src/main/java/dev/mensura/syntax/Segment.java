package dev.mensura.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of an expression without modifiers, as it is collected: broken first at {@code and} and
 * {@code or}, then at the arithmetic between them.
 */
final class Segment {
  private final List<Doc> conditions = new ArrayList<>();
  private final List<Doc> operands = new ArrayList<>();
  private final List<Doc> words = new ArrayList<>();

  void add(Doc word) {
    words.add(word);
  }

  void breakAtOperator() {
    operands.add(words.size() == 1 ? words.getFirst() : Doc.group(words));
    words.clear();
  }

  void breakAtLogic() {
    breakAtOperator();
    conditions.add(joined(operands));
    operands.clear();
  }

  Doc doc() {
    breakAtLogic();
    return joined(conditions);
  }

  private static Doc joined(List<Doc> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    var more = new ArrayList<Doc>();
    for (Doc part : parts.subList(1, parts.size())) {
      more.add(new Doc.Line(" "));
      more.add(part);
    }
    return Doc.group(List.of(parts.getFirst(), Doc.nest(more)));
  }
}
