package dev.mensura.syntax;

import java.util.List;

/**
 * Text that knows where it may be broken into lines. A group is on one line if it fits, and
 * otherwise broken at each of its own lines, while the groups in it decide for themselves.
 */
sealed interface Doc {

  /** Characters on one line without a break. */
  int width();

  /** Characters up to the first place where a break is possible. */
  int lead();

  /** Whether a break is possible inside. */
  boolean hasLine();

  /** Whether there must be a break inside. */
  boolean mustBreak();

  /** Words; a text of several lines counts by its first. */
  record Text(String text) implements Doc {
    @Override
    public int width() {
      int line = text.indexOf('\n');
      return line < 0 ? text.length() : line;
    }

    @Override
    public int lead() {
      return width();
    }

    @Override
    public boolean hasLine() {
      return false;
    }

    @Override
    public boolean mustBreak() {
      return false;
    }
  }

  /** A line break where the group is broken, and other characters where it isn't. */
  record Line(String flat) implements Doc {
    @Override
    public int width() {
      return flat.length();
    }

    @Override
    public int lead() {
      return 0;
    }

    @Override
    public boolean hasLine() {
      return true;
    }

    @Override
    public boolean mustBreak() {
      return false;
    }
  }

  /** A line break, and maybe an empty line. */
  record Hard(Gap gap) implements Doc {
    @Override
    public int width() {
      return 0;
    }

    @Override
    public int lead() {
      return 0;
    }

    @Override
    public boolean hasLine() {
      return true;
    }

    @Override
    public boolean mustBreak() {
      return true;
    }
  }

  /** What is between two lines. */
  enum Gap {
    NONE,
    EMPTY_LINE
  }

  /** A comment at the end of the line, wherever the line ends. */
  record Suffix(String text) implements Doc {
    @Override
    public int width() {
      return 0;
    }

    @Override
    public int lead() {
      return 0;
    }

    @Override
    public boolean hasLine() {
      return false;
    }

    @Override
    public boolean mustBreak() {
      return false;
    }
  }

  /** A comment on a line of its own. */
  record Own(String text, Gap gap) implements Doc {
    @Override
    public int width() {
      return 0;
    }

    @Override
    public int lead() {
      return 0;
    }

    @Override
    public boolean hasLine() {
      return true;
    }

    @Override
    public boolean mustBreak() {
      return true;
    }
  }

  /** Parts whose lines are indented further. */
  record Nest(
      List<Doc> parts, int width, int lead, boolean hasLine, boolean mustBreak, boolean commented)
      implements Doc {}

  /** Parts whose lines are broken together. */
  record Group(
      List<Doc> parts, int width, int lead, boolean hasLine, boolean mustBreak, boolean commented)
      implements Doc {}

  static Doc text(String text) {
    return new Text(text);
  }

  static Doc group(List<Doc> parts) {
    return new Group(
        List.copyOf(parts),
        width(parts),
        lead(parts),
        hasLine(parts),
        mustBreak(parts),
        endsWithComment(parts));
  }

  static Doc nest(List<Doc> parts) {
    return new Nest(
        List.copyOf(parts),
        width(parts),
        lead(parts),
        hasLine(parts),
        mustBreak(parts),
        endsWithComment(parts));
  }

  private static int width(List<Doc> parts) {
    int width = 0;
    for (Doc part : parts) {
      width += part.width();
    }
    return width;
  }

  private static int lead(List<Doc> parts) {
    int lead = 0;
    for (Doc part : parts) {
      lead += part.lead();
      if (part.hasLine()) {
        return lead;
      }
    }
    return lead;
  }

  private static boolean hasLine(List<Doc> parts) {
    for (Doc part : parts) {
      if (part.hasLine()) {
        return true;
      }
    }
    return false;
  }

  /** A comment to the end of the line in the middle of parts needs a break behind it. */
  private static boolean mustBreak(List<Doc> parts) {
    boolean comment = false;
    for (Doc part : parts) {
      if (part.mustBreak() || comment && !isEmpty(part)) {
        return true;
      }
      comment |= endsWithComment(part);
    }
    return false;
  }

  private static boolean endsWithComment(List<Doc> parts) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      if (endsWithComment(parts.get(i))) {
        return true;
      }
      if (!isEmpty(parts.get(i))) {
        return false;
      }
    }
    return false;
  }

  private static boolean endsWithComment(Doc doc) {
    return switch (doc) {
      case Suffix ignored -> true;
      case Group group -> group.commented();
      case Nest nest -> nest.commented();
      case Text ignored -> false;
      case Line ignored -> false;
      case Hard ignored -> false;
      case Own ignored -> false;
    };
  }

  private static boolean isEmpty(Doc doc) {
    return switch (doc) {
      case Group group -> group.parts().isEmpty();
      case Nest nest -> nest.parts().isEmpty();
      case Suffix ignored -> true;
      case Text ignored -> false;
      case Line ignored -> false;
      case Hard ignored -> false;
      case Own ignored -> false;
    };
  }
}
