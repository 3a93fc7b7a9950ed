package dev.mensura.engine;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import dev.mensura.type.ValueType;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A view over a data file, its columns typed as the models of the table say.
 *
 * @param models all that read the table; none for a table that only the SELECT of a model names
 */
record FileTable(SqlName name, DataFile file, List<SemanticModel> models) {
  /** Of a decimal, in DuckDB. */
  private static final int MOST_DIGITS = 38;

  /** Digits behind those that a model declares, to see whether a value has more than it may. */
  private static final int SPARE_DIGITS = 9;

  /** The SELECT over the file, or why there is none. */
  record Made(String select, List<Diagnostic> diagnostics) {}

  Made select() throws IOException {
    return switch (file.format()) {
      case PARQUET -> new Made("SELECT * FROM read_parquet(" + file.literal() + ")", List.of());
      case CSV -> models.isEmpty() ? new Made(untyped(), List.of()) : csv();
    };
  }

  private Made csv() throws IOException {
    CsvHeader header;
    try {
      header = CsvHeader.read(file.path());
    } catch (CharacterCodingException e) {
      return new Made("", List.of(unreadable("is not UTF-8 text, as a CSV file is")));
    } catch (AccessDeniedException e) {
      return new Made("", List.of(unreadable("can't be read: permission denied")));
    }
    Map<String, Field> declared = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (SemanticModel model : models) {
      for (Field field : model.fields().values()) {
        if (field.content() instanceof Field.Content.Column column) {
          Field other = declared.putIfAbsent(column.column(), field);
          if (other != null && !other.type().equals(field.type())) {
            diagnostics.add(twoTypes(column.column(), field, other));
          }
        }
      }
    }
    String columns =
        header.columns().stream()
            .map(column -> SqlName.literal(column) + ": '" + readType(declared.get(column)) + "'")
            .collect(Collectors.joining(", ", "{", "}"));
    String exact =
        header.columns().stream()
            .filter(column -> isExact(declared.get(column)))
            .map(column -> exactly(column, declared.get(column)))
            .collect(Collectors.joining(", "));
    String select =
        "SELECT *%s FROM read_csv(%s, auto_detect = false, header = true, delim = %s, quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = %s, columns = %s)"
            .formatted(
                exact.isEmpty() ? "" : " REPLACE (" + exact + ")",
                file.literal(),
                SqlName.literal(String.valueOf(header.delimiter())),
                header.allQuoted(),
                columns);
    return new Made(select, diagnostics);
  }

  private static boolean isExact(@Nullable Field field) {
    return field != null
        && (field.type().kind() == ValueType.Kind.INTEGER
            || field.type().kind() == ValueType.Kind.DECIMAL);
  }

  /** DuckDB would round the text {@code 2.7} to a whole number, so more digits are read first. */
  private static String readType(@Nullable Field field) {
    if (field == null || !isExact(field)) {
      return type(field);
    }
    return "DECIMAL(38,%d)"
        .formatted(
            field.type().kind() == ValueType.Kind.INTEGER
                ? MOST_DIGITS / 2
                : Math.min(
                    field.type().scale() + SPARE_DIGITS,
                    MOST_DIGITS - field.type().precision() + field.type().scale()));
  }

  /**
   * The value as the model declares it, and an error that {@link Blame} knows where it isn't so.
   */
  private String exactly(String column, @Nullable Field field) {
    String name = SqlName.quoted(column);
    String cast = "CAST(" + name + " AS " + type(field) + ")";
    String words = "Column \"" + column + "\" of \"" + file.path().getFileName() + "\" holds ";
    return "CASE WHEN %s IS NOT DISTINCT FROM %s THEN %s ELSE error(%s || %s) END AS %s"
        .formatted(cast, name, cast, SqlName.literal(words), name, name);
  }

  private Diagnostic unreadable(String why) {
    String message = "`%s` %s.".formatted(file.name(), why);
    return Diagnostic.of(Code.DATABASE, models.getFirst().place(), message);
  }

  private String untyped() {
    return "SELECT * FROM read_csv(" + file.literal() + ", header = true, sample_size = -1)";
  }

  private Diagnostic twoTypes(String column, Field field, Field other) {
    return Diagnostic.of(
            Code.DATABASE,
            field.place(),
            "Column `%s` of `%s` is `%s` here and `%s` elsewhere; a file's column has one type."
                .formatted(column, file.name(), field.type(), other.type()))
        .related(other.place(), "the other field");
  }

  private static String type(@Nullable Field field) {
    return field == null ? "VARCHAR" : DuckDb.type(field.type());
  }

  Place place(Place otherwise) {
    return models.isEmpty() ? otherwise : models.getFirst().place();
  }
}
