package dev.mensura.mcp;

import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Edit;
import dev.mensura.diagnostic.Fix;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a query, given as one or made of parameters.
 *
 * @param file the whole text
 * @param pieces what of it is which parameter; none where the text itself was given
 */
record QueryText(SourceFile file, List<Piece> pieces) {
  private static final String QUERY = "query";
  private static final List<String> PARTS =
      List.of("metrics", "by", "where", "having", "order_by", "limit");

  /**
   * A parameter in the text.
   *
   * @param start where it begins there
   * @param parameter its text
   */
  record Piece(int start, SourceFile parameter) {
    int end() {
      return start + parameter.text().length();
    }
  }

  static Schema.Fields arguments(Schema.Fields fields) {
    return fields
        .optional(
            QUERY,
            Schema.text(
                "The query in the language, such as `paid_users, revenue by month where plan ="
                    + " 'pro' and month in last 6 months order by month limit 10`; or the name of a"
                    + " declared query. Instead of the parameters below."))
        .optional(
            "metrics",
            Schema.textOrTexts(
                "Metrics, or expressions of them: `paid_users / total_users as share`. None lists"
                    + " the distinct values of `by`."))
        .optional("by", Schema.textOrTexts("What to group by, as list_dimensions has it: `month`."))
        .optional(
            "where", Schema.textOrTexts("Conditions of rows, all of which hold: `plan != 'free'`."))
        .optional("having", Schema.text("A condition of groups: `paid_users > 10`."))
        .optional("order_by", Schema.textOrTexts("`revenue desc`; else by the dimensions."))
        .optional("limit", Schema.whole("The first so many rows.", 1, Integer.MAX_VALUE));
  }

  static QueryText of(Arguments arguments) {
    List<String> parts = PARTS.stream().filter(arguments::has).toList();
    if (arguments.has(QUERY)) {
      if (!parts.isEmpty()) {
        throw Refusal.of(
            Arguments.BAD_PARAMETER,
            parts.getFirst(),
            "A query is either `query` or its parts, not both.");
      }
      var file = new SourceFile("<query>", arguments.required(QUERY));
      return new QueryText(file, List.of());
    }
    if (arguments.texts("metrics").isEmpty() && arguments.texts("by").isEmpty()) {
      throw Refusal.of(
          Arguments.BAD_PARAMETER, QUERY, "A query needs `query`, or `metrics` or `by`.");
    }
    return new Builder(arguments).build();
  }

  /** Puts each part on lines of its own, so that a comment in one doesn't reach another. */
  private static final class Builder {
    private final Arguments arguments;
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    Builder(Arguments arguments) {
      this.arguments = arguments;
    }

    QueryText build() {
      list("", "metrics", ",\n");
      list("by ", "by", ",\n  ");
      List<String> conditions = arguments.texts("where");
      if (conditions.size() == 1) {
        list("where ", "where", "");
      } else {
        list("where (", "where", "\n) and (", "\n)");
      }
      list("having ", "having", "");
      list("order by ", "order_by", ",\n  ");
      arguments.whole("limit").ifPresent(n -> text.append("limit ").append(n).append('\n'));
      return new QueryText(new SourceFile("<parts>", text.toString()), pieces);
    }

    private void list(String head, String name, String separator) {
      list(head, name, separator, "");
    }

    private void list(String head, String name, String separator, String end) {
      List<String> values = arguments.texts(name);
      boolean many = arguments.values().path(name).isArray();
      for (int i = 0; i < values.size(); i++) {
        text.append(i == 0 ? head : separator);
        String parameter = many ? "<%s[%d]>".formatted(name, i) : "<" + name + ">";
        pieces.add(new Piece(text.length(), new SourceFile(parameter, values.get(i))));
        text.append(values.get(i));
      }
      text.append(values.isEmpty() ? "" : end + "\n");
    }
  }

  /** Findings about the text as findings about the parameters. */
  List<Diagnostic> told(List<Diagnostic> diagnostics) {
    return pieces.isEmpty() ? diagnostics : diagnostics.stream().map(this::told).toList();
  }

  private Diagnostic told(Diagnostic diagnostic) {
    if (diagnostic.place().file() != file) {
      return diagnostic;
    }
    Diagnostic told =
        new Diagnostic(
            diagnostic.code(),
            near(diagnostic.place().span()),
            diagnostic.message(),
            diagnostic.notes(),
            List.of(),
            List.of());
    for (var related : diagnostic.related()) {
      boolean here = related.place().file() == file;
      told = told.related(here ? near(related.place().span()) : related.place(), related.message());
    }
    for (Fix fix : diagnostic.fixes()) {
      List<Edit> edits = fix.edits().stream().flatMap(e -> edit(e).stream()).toList();
      if (edits.size() == fix.edits().size()) {
        told = told.fix(new Fix(fix.title(), edits));
      }
    }
    return told;
  }

  private Optional<Edit> edit(Edit edit) {
    Span span = edit.place().span();
    if (edit.place().file() != file) {
      return Optional.of(edit);
    }
    return pieces.stream()
        .filter(p -> p.start() <= span.start() && span.end() <= p.end())
        .findFirst()
        .map(p ->
            new Edit(
                new Place(
                    p.parameter(), new Span(span.start() - p.start(), span.end() - p.start())),
                edit.text()));
  }

  /** The place in the parameter that it lies in, or that it comes after. */
  private Place near(Span span) {
    Piece piece = pieces.getFirst();
    for (Piece next : pieces) {
      if (next.start() <= span.start()) {
        piece = next;
      }
    }
    int most = piece.parameter().text().length();
    int start = Math.clamp(span.start() - piece.start(), 0, most);
    int end = Math.clamp(span.end() - piece.start(), start, most);
    return new Place(piece.parameter(), new Span(start, end));
  }
}
