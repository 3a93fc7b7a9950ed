package dev.mensura.syntax;

import dev.mensura.syntax.ast.Declaration;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.syntax.ast.QueryBody;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints syntax trees as nested lists: what was read, without places. */
public final class TreeText {
  private TreeText() {}

  static String print(List<Declaration> declarations) {
    return declarations.stream().map(TreeText::print).collect(Collectors.joining("\n"));
  }

  static String print(Declaration declaration) {
    return switch (declaration) {
      case Declaration.Metric d ->
          "(metric "
              + d.name().text()
              + documentation(d.documentation())
              + each("parameter", d.parameters().stream().map(TreeText::print).toList())
              + "\n  "
              + print(d.body())
              + properties(d.properties())
              + ")";
      case Declaration.Query d ->
          "(query "
              + d.name().text()
              + documentation(d.documentation())
              + print(d.body())
              + properties(d.properties())
              + ")";
      case Declaration.Assert d ->
          "(assert"
              + documentation(d.documentation())
              + "\n  "
              + print(d.condition())
              + each("by", d.by().stream().map(TreeText::print).toList())
              + properties(d.properties())
              + ")";
      case Declaration.Test d ->
          "(test "
              + print(d.name())
              + documentation(d.documentation())
              + d.steps().stream().map(s -> "\n  " + print(s)).collect(Collectors.joining())
              + ")";
      case Declaration.Unreadable d ->
          "(unreadable "
              + d.kind().name().toLowerCase(Locale.ROOT)
              + d.name().map(n -> " " + n.text()).orElse("")
              + ")";
    };
  }

  private static String documentation(String text) {
    return text.isEmpty() ? "" : "\n  (doc " + quoted(text) + ")";
  }

  private static String print(Declaration.Parameter p) {
    return p.name().text()
        + p.type().map(t -> " " + t.text()).orElse("")
        + list("of", p.values().stream().map(TreeText::print).toList())
        + p.fallback().map(e -> " " + print(e)).orElse("");
  }

  private static String properties(List<Declaration.Property> properties) {
    return each("property", properties.stream().map(TreeText::print).toList());
  }

  private static String print(Declaration.Property property) {
    return property.name().text() + " " + print(property.value());
  }

  private static String print(Declaration.PropertyValue value) {
    return switch (value) {
      case Declaration.PropertyValue.Scalar v -> print(v.value());
      case Declaration.PropertyValue.Many v ->
          "(list" + spaced(v.values().stream().map(TreeText::print).toList()) + ")";
      case Declaration.PropertyValue.Nested v ->
          "(map" + spaced(v.properties().stream().map(p -> "(" + print(p) + ")").toList()) + ")";
    };
  }

  private static String print(Declaration.Step step) {
    return switch (step) {
      case Declaration.Step.Given s ->
          "(given "
              + s.model().text()
              + list("fields", s.fields().stream().map(Name::text).toList())
              + rows(s.rows())
              + ")";
      case Declaration.Step.Expect s ->
          "(expect "
              + print(s.expression())
              + list("by", s.by().stream().map(TreeText::print).toList())
              + rows(s.rows())
              + ")";
    };
  }

  private static String rows(List<List<Expr>> rows) {
    return rows.stream()
        .map(r -> list("row", r.stream().map(TreeText::print).toList()))
        .collect(Collectors.joining());
  }

  static String print(QueryBody body) {
    return each("item", body.items().stream().map(TreeText::print).toList())
        + each("by", body.by().stream().map(TreeText::print).toList())
        + body.fill().map(f -> "\n  (" + print(f) + ")").orElse("")
        + body.where().map(e -> "\n  (where " + print(e) + ")").orElse("")
        + body.having().map(e -> "\n  (having " + print(e) + ")").orElse("")
        + each("order", body.orderBy().stream().map(TreeText::print).toList())
        + body.limit().map(l -> "\n  (limit " + l.count() + paths("per", l.per()) + ")").orElse("");
  }

  private static String print(QueryBody.Item item) {
    return print(item.expression()) + item.alias().map(a -> " as " + a.text()).orElse("");
  }

  private static String print(QueryBody.Dimension dimension) {
    return dimension.path().text() + dimension.alias().map(a -> " as " + a.text()).orElse("");
  }

  private static String print(QueryBody.Ordering ordering) {
    return print(ordering.expression())
        + (ordering.direction() == QueryBody.Direction.DESCENDING ? " desc" : "");
  }

  public static String print(Expr expr) {
    return switch (expr) {
      case Expr.Number e -> e.value().toString();
      case Expr.Text e -> quoted(e.value());
      case Expr.Bool e -> Boolean.toString(e.value());
      case Expr.Null ignored -> "null";
      case Expr.Time e -> "(time " + e.start() + " " + (e.end() == null ? "open" : e.end()) + ")";
      case Expr.FiscalTime e ->
          "(fiscal " + print(e.first()) + " " + (e.last() == null ? "open" : print(e.last())) + ")";
      case Expr.Period e -> "(period " + e.count() + " " + e.unit().text() + ")";
      case Expr.Reference e -> (e.isParenthesized() ? "()" : "") + e.path().text();
      case Expr.Aggregated e ->
          "("
              + e.function().text()
              + spaced(e.arguments().stream().map(TreeText::print).toList())
              + paths("per", e.per())
              + e.having().map(h -> " (having " + print(h) + ")").orElse("")
              + ")";
      case Expr.Sql e -> "(sql " + e.model().text() + " " + print(e.text()) + ")";
      case Expr.Call e ->
          "(call "
              + e.name().text()
              + spaced(e.arguments().stream().map(TreeText::print).toList())
              + ")";
      case Expr.Cast e -> "(cast " + print(e.value()) + " " + e.type().text() + ")";
      case Expr.Case e ->
          "(case"
              + e.operand().map(o -> " " + print(o)).orElse("")
              + e.branches().stream()
                  .map(b -> " (when " + print(b.when()) + " " + print(b.then()) + ")")
                  .collect(Collectors.joining())
              + e.otherwise().map(o -> " (else " + print(o) + ")").orElse("")
              + ")";
      case Expr.Negate e -> "(- " + print(e.value()) + ")";
      case Expr.Not e -> "(not " + print(e.value()) + ")";
      case Expr.Binary e ->
          "(" + e.operator().text() + " " + print(e.left()) + " " + print(e.right()) + ")";
      case Expr.Between e ->
          "("
              + sense(e.sense())
              + "between "
              + print(e.value())
              + " "
              + print(e.low())
              + " "
              + print(e.high())
              + ")";
      case Expr.Like e ->
          "(" + sense(e.sense()) + "like " + print(e.value()) + " " + print(e.pattern()) + ")";
      case Expr.IsNull e -> "(" + sense(e.sense()) + "null " + print(e.value()) + ")";
      case Expr.In e ->
          "(" + sense(e.sense()) + "in " + print(e.value()) + " " + print(e.set()) + ")";
      case Expr.Modified e -> "(" + print(e.modifier()) + " " + print(e.value()) + ")";
    };
  }

  private static String print(Expr.FiscalPeriod period) {
    return "FY" + period.year() + (period.quarter() == 0 ? "" : "-Q" + period.quarter());
  }

  private static String print(Expr.Set set) {
    return switch (set) {
      case Expr.Set.Values s ->
          "(" + String.join(" ", s.values().stream().map(TreeText::print).toList()) + ")";
      case Expr.Set.Last s -> "(last " + print(s.length()) + ")";
      case Expr.Set.This s -> "(this " + s.unit().text() + ")";
      case Expr.Set.During s -> print(s.time());
      case Expr.Set.Ranked s ->
          "("
              + (s.edge() == Expr.Edge.LAST ? "top " : "bottom ")
              + s.count()
              + " "
              + print(s.by())
              + ")";
    };
  }

  private static String print(Expr.Argument argument) {
    String values = String.join(" ", argument.values().stream().map(TreeText::print).toList());
    String value = argument.shape() == Expr.Shape.LIST ? "[" + values + "]" : values;
    return argument.name().map(n -> n.text() + ": ").orElse("") + value;
  }

  private static String print(Modifier modifier) {
    return switch (modifier) {
      case Modifier.Where m -> "where " + print(m.predicate());
      case Modifier.Dated m -> "dated " + m.field().text();
      case Modifier.Default m -> "default " + print(m.value());
      case Modifier.OverLast m ->
          "over-last "
              + print(m.length())
              + m.sampled().map(s -> " sampled " + s.text()).orElse("");
      case Modifier.ToDate m -> "to-date " + m.unit().text();
      case Modifier.AllTime ignored -> "all-time";
      case Modifier.Ago m -> "ago " + print(m.length());
      case Modifier.AtStart m ->
          "at-start " + m.grain().map(g -> g.text() + " of ").orElse("") + m.unit().text();
      case Modifier.AtEdge m ->
          "at-"
              + m.edge().name().toLowerCase(Locale.ROOT)
              + " "
              + m.time().text()
              + paths("per", m.per());
      case Modifier.Across m ->
          switch (m.scope()) {
            case ALL -> "across-all";
            case ONLY -> "across" + paths("only", m.paths());
            case ALL_EXCEPT -> "across-all" + paths("except", m.paths());
          };
      case Modifier.Per m -> "per" + paths("keys", m.keys());
      case Modifier.Fill m -> "fill" + m.value().map(v -> " " + print(v)).orElse("");
    };
  }

  private static String sense(Expr.Sense sense) {
    return sense == Expr.Sense.NEGATED ? "not-" : "";
  }

  private static String paths(String word, List<Path> paths) {
    return list(word, paths.stream().map(Path::text).toList());
  }

  private static String each(String word, List<String> texts) {
    return texts.stream().map(t -> "\n  (" + word + " " + t + ")").collect(Collectors.joining());
  }

  private static String list(String word, List<String> texts) {
    return texts.isEmpty() ? "" : " (" + word + spaced(texts) + ")";
  }

  private static String spaced(List<String> texts) {
    return texts.stream().map(t -> " " + t).collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }
}
