package dev.mensura.mcp;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What lists have in common: a search, a page, and the way to the next one. */
final class Listed {
  private Listed() {}

  static Schema.Fields arguments(Schema.Fields fields) {
    return fields
        .optional("search", Schema.text("Only what has this text in it, letter case aside."))
        .optional("limit", Schema.whole("No more than so many; 200 if absent.", 1, 1_000))
        .optional("cursor", Schema.text("The `next_cursor` of the page before."));
  }

  static Schema page(String what, Schema item) {
    return Schema.object("")
        .required(what, Schema.list(item, ""))
        .required("count", Schema.whole("How many there are on all pages."))
        .optional("next_cursor", Schema.text("There are more: call again with this `cursor`."))
        .done();
  }

  /**
   * @param all in the order of their names, which are the cursors
   */
  static <T> Reply reply(
      String what,
      Arguments arguments,
      Stream<T> all,
      Function<T, String> name,
      Function<T, ObjectNode> json,
      Function<ObjectNode, String> text) {
    List<T> found = all.toList();
    Optional<String> cursor = arguments.text("cursor");
    long limit = arguments.whole("limit").orElse(Limits.PAGE);
    List<T> rest =
        found.stream()
            .filter(t -> cursor.map(c -> name.apply(t).compareTo(c) > 0).orElse(true))
            .toList();
    List<T> shown = rest.stream().limit(limit).toList();
    ObjectNode content = Json.object();
    ArrayNode items = content.putArray(what);
    var told = new StringBuilder();
    for (T item : shown) {
      ObjectNode one = json.apply(item);
      items.add(one);
      told.append(text.apply(one)).append('\n');
    }
    content.put("count", found.size());
    String more = "";
    if (shown.size() < rest.size()) {
      content.put("next_cursor", name.apply(shown.getLast()));
      more = " (call again with cursor `" + name.apply(shown.getLast()) + "` for more)";
    }
    String head = counted(shown.size(), found.size(), what) + more + ":";
    boolean none = shown.isEmpty();
    return Reply.success(
        content, none ? head.replaceFirst(":$", ".") : (head + "\n" + told).stripTrailing());
  }

  /** {@code 1 metric}, {@code 3 of 8 metrics}, {@code No metrics}. */
  private static String counted(int shown, int all, String what) {
    if (all == 0) {
      return "No " + what;
    }
    String noun = all == 1 ? what.substring(0, what.length() - 1) : what;
    return shown == all ? all + " " + noun : shown + " of " + all + " " + noun;
  }
}
