package dev.mensura.engine;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import dev.mensura.type.ValueType;
import java.io.IOException;
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
  /** The SELECT over the file, or why there is none. */
  record Made(String select, List<Diagnostic> diagnostics) {}

  Made select() throws IOException {
    return switch (file.format()) {
      case PARQUET -> new Made("SELECT * FROM read_parquet(" + file.literal() + ")", List.of());
      case CSV -> csv();
    };
  }

  private Made csv() throws IOException {
    CsvHeader header = CsvHeader.read(file.path());
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
            .map(column -> SqlName.literal(column) + ": '" + type(declared.get(column)) + "'")
            .collect(Collectors.joining(", ", "{", "}"));
    String select =
        "SELECT * FROM read_csv(%s, auto_detect = false, header = true, delim = %s, quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = %s, columns = %s)"
            .formatted(
                file.literal(),
                SqlName.literal(String.valueOf(header.delimiter())),
                header.allQuoted(),
                columns);
    return new Made(models.isEmpty() ? untyped() : select, diagnostics);
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
    if (field == null) {
      return "VARCHAR";
    }
    ValueType type = field.type();
    return switch (type.kind()) {
      case INTEGER -> "BIGINT";
      case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMPTZ -> "TIMESTAMPTZ";
      case TIME -> "TIME";
      case STRING, DURATION, NULL, UNKNOWN -> "VARCHAR";
    };
  }

  Place place(Place otherwise) {
    return models.isEmpty() ? otherwise : models.getFirst().place();
  }
}
