package dev.mensura.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compiler.Workspace;
import dev.mensura.diagnostic.Compiled;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.SourceFile;
import dev.mensura.type.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated forms, as text, as metrics, as entries, and as forms again. */
class FormRoundTripTest {
  private static final Workspace EXAMPLE = DefinitionFormTest.EXAMPLE;
  private static final List<String> STRANGE =
      List.of(
          "plain", "two words", "it's", "say \"x\"", "back\\slash", "a\tb", "{}", "--", "ünï", "");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatAFormSaysItsEntrySaysAgain(long seed) {
    var random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      ObjectNode form = new Generator(random).form();
      String what = "seed " + seed + ": " + form;
      DefinitionForm read = DefinitionForm.read(form).value().orElseThrow();
      Compiled<FormText> text = read.text(EXAMPLE.analysis());
      assertThat(text.diagnostics()).as(what).noneMatch(Diagnostic::isError);
      ObjectNode entry = entry(read.name(), text.value().orElseThrow().text(), what);
      entry.remove("definition");
      DefinitionForm again = DefinitionForm.readEntry(entry).value().orElseThrow();
      assertThat(again.filters()).as(what).isEqualTo(read.filters());
      assertThat(again).as(what).isEqualTo(read);
      String textAgain = again.text(EXAMPLE.analysis()).value().orElseThrow().text();
      assertThat(textAgain).as(what).isEqualTo(text.value().get().text());
    }
  }

  private static ObjectNode entry(String name, String text, String what) {
    var file = new SourceFile("zz.metric", text);
    Workspace with = EXAMPLE.with(file);
    List<Diagnostic> errors =
        with.diagnostics().stream().filter(d -> d.isError() && d.place().file() == file).toList();
    assertThat(errors).as("%s%n%s", what, text).isEmpty();
    Optional<ObjectNode> entry = Registry.kept(name, text, with.analysis());
    return entry.orElseThrow();
  }

  private static final class Generator {
    private final Random random;

    Generator(Random random) {
      this.random = random;
    }

    private <T> T any(List<T> list) {
      return list.get(random.nextInt(list.size()));
    }

    ObjectNode form() {
      ObjectNode form = DefinitionFormTest.MAPPER.createObjectNode();
      String name =
          any(List.of("m_new", "two words", "count", "where", "naïve", "a=b;c", "x' y", "metric"));
      form.put("name", name);
      if (random.nextInt(3) == 0) {
        form.put("description", "d" + any(STRANGE) + "\n" + any(STRANGE) + "e");
      }
      if (random.nextInt(3) == 0) {
        form.putArray("tags").add("t" + any(STRANGE) + "t").add("growth");
      }
      if (random.nextInt(4) == 0) {
        form.put("owner", "o" + any(STRANGE) + "o").put("label", "l" + any(STRANGE) + "l");
      }
      switch (random.nextInt(5)) {
        case 0 -> form.put("type", "count").put("model", "users");
        case 1 ->
            form.put("type", any(List.of("count_distinct", "min", "max")))
                .put("model", "users")
                .put("dimension", any(List.of("user_id", "company.employees", "login_count")));
        case 2 ->
            form.put("type", any(List.of("sum", "avg", "median", "stddev")))
                .put("model", "users")
                .put("dimension", any(List.of("revenue", "company.employees", "login_count")));
        case 3 ->
            form.put("type", "custom_sql")
                .put("model", "users")
                .put("sql", any(List.of("SUM(revenue)", "COUNT(*) -- all", "SUM(\n  revenue\n)")));
        default ->
            form.put("type", "percentile")
                .put("model", "users")
                .put("dimension", "revenue")
                .put("fraction", new BigDecimal("0.9"));
      }
      filters(form.putObject("filters"));
      return form;
    }

    private void filters(ObjectNode filters) {
      List<String> paths = List.of("users", "company");
      for (int i = random.nextInt(4); i > 0; i--) {
        String path = any(paths);
        SemanticModel model = EXAMPLE.catalog().get(path.equals("company") ? "companies" : "users");
        List<Field> fields =
            model.fields().values().stream().filter(f -> !f.name().equals("event_count")).toList();
        Field field = any(fields);
        String key = (path.equals("users") ? "" : "company.") + field.name();
        filter(filters, key, field);
      }
    }

    private void filter(ObjectNode filters, String key, Field field) {
      int which = random.nextInt(8);
      boolean text = field.type().is(ValueType.Kind.STRING);
      boolean truth = field.type().is(ValueType.Kind.BOOLEAN);
      if (which == 0) {
        filters.put(key + "__is_null", random.nextBoolean());
      } else if (which == 1 && !truth && !field.type().isTemporal()) {
        filters
            .putArray(key + any(List.of("__in", "__not_in")))
            .add(value(field))
            .add(value(field));
      } else if (which == 2 && text) {
        filters.put(
            key + any(List.of("__contains", "__starts_with", "__ends_with", "__like")),
            "x" + any(STRANGE));
      } else if (text || truth || field.isClosed()) {
        filters.set(key + any(List.of("", "__ne")), value(field));
      } else {
        filters.set(key + any(List.of("", "__ne", "__gt", "__gte", "__lt", "__lte")), value(field));
      }
    }

    private JsonNode value(Field field) {
      if (field.isClosed()) {
        return JsonText.text(any(List.copyOf(field.values().keySet())));
      }
      return switch (field.type().kind()) {
        case INTEGER -> JsonText.number(BigDecimal.valueOf(random.nextInt(2001) - 1000));
        case DECIMAL, DOUBLE ->
            JsonText.number(BigDecimal.valueOf(random.nextInt(200_001) - 100_000, 2));
        case BOOLEAN -> JsonText.truth(random.nextBoolean());
        case DATE -> JsonText.text("2024-%02d-%02d".formatted(day(12), day(28)));
        case TIMESTAMP, TIMESTAMPTZ ->
            JsonText.text(any(List.of("2024-05", "2024-W07", "2024-05-31", "2024-05-31T10:30")));
        default -> JsonText.text("v" + any(STRANGE));
      };
    }

    private int day(int most) {
      return 1 + random.nextInt(most);
    }
  }
}
