package dev.mensura.engine;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.diagnostic.Nearest;
import dev.mensura.model.Catalog;
import dev.mensura.model.Field;
import dev.mensura.model.SemanticModel;
import dev.mensura.source.Place;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a failed statement tripped over. A database speaks of its SQL, which nobody wrote; the
 * mistake is nearly always in a model that names a table or column that isn't there.
 */
record Blame(Session session, Catalog catalog, Connection connection) {
  private static final Pattern CSV_VALUE =
      Pattern.compile(
          "CSV Error on Line: (\\d+).*?Error when converting column \"(.+?)\"\\. ([^\\n]*).*?file ="
              + " ([^\\n]*)",
          Pattern.DOTALL);

  /** The type that numbers are read by, wider than the one that is declared. */
  private static final Pattern READ_TYPE = Pattern.compile("'DECIMAL(\\(38,\\d+\\))?'");

  /** What {@link FileTable} says of a value with more digits than its field has. */
  private static final Pattern INEXACT =
      Pattern.compile("Column \"(.+?)\" of \"(.+?)\" holds ([-+.\\d]+)");

  private static final Pattern CSV_LINE =
      Pattern.compile(
          "CSV Error on Line: (\\d+)\\s+(?:Original Line:[^\\n]*\\n)?([^\\n]*).*?file = ([^\\n]*)",
          Pattern.DOTALL);

  List<Diagnostic> of(SQLException failure, String sql, Place asked) {
    if (session.isMissing(failure)) {
      try {
        List<Diagnostic> found = missing(sql);
        if (!found.isEmpty()) {
          return found;
        }
      } catch (SQLException e) {
        // The database can't even say what it has: then its first words are all there is.
        return List.of(refused(failure, asked));
      }
    }
    return List.of(
        badValue(failure)
            .or(() -> inexact(failure))
            .or(() -> badLine(failure, asked))
            .orElseGet(() -> refused(failure, asked)));
  }

  private Diagnostic refused(SQLException failure, Place asked) {
    String message = "The database refused the statement: " + session.words(failure);
    return Diagnostic.of(Code.DATABASE, asked, message);
  }

  private List<Diagnostic> missing(String sql) throws SQLException {
    Set<String> words = SqlName.words(sql);
    List<Diagnostic> found = new ArrayList<>();
    for (SemanticModel model : catalog.models()) {
      if (model.rows() instanceof SemanticModel.Rows.Table table) {
        SqlName name = SqlName.of(table.name());
        if (SqlName.mentions(sql, words, name.last())) {
          Optional<List<String>> columns = columns(name);
          if (columns.isEmpty()) {
            found.add(missingTable(model, name));
          } else {
            found.addAll(missingColumns(model, name, columns.get(), sql, words));
          }
        }
      }
    }
    return found;
  }

  /** The columns of a table; empty if the table isn't there. */
  private Optional<List<String>> columns(SqlName table) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + table.quoted() + " LIMIT 0")) {
      ResultSetMetaData data = rows.getMetaData();
      for (int i = 1; i <= data.getColumnCount(); i++) {
        names.add(data.getColumnName(i));
      }
      return Optional.of(names);
    } catch (SQLException e) {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      return Optional.empty();
    }
  }

  private Diagnostic missingTable(SemanticModel model, SqlName table) throws SQLException {
    List<String> tables = session.tables(connection);
    Diagnostic diagnostic =
        Diagnostic.of(
            Code.MISSING_TABLE,
            model.place(),
            "Model `%s` reads table `%s`, but %s."
                .formatted(model.name(), table, session.lack(table)));
    Optional<String> near =
        Nearest.to(table.toString(), tables).or(() -> Nearest.to(table.last(), tables));
    return near.map(name -> diagnostic.note("The nearest is `" + name + "`.")).orElse(diagnostic);
  }

  private List<Diagnostic> missingColumns(
      SemanticModel model, SqlName table, List<String> columns, String sql, Set<String> words) {
    List<Diagnostic> found = new ArrayList<>();
    Set<String> there = Set.copyOf(columns.stream().map(Blame::small).toList());
    for (Field field : model.fields().values()) {
      if (field.content() instanceof Field.Content.Column column
          && !there.contains(small(column.column()))
          && SqlName.mentions(sql, words, column.column())) {
        String near =
            Nearest.to(column.column(), columns)
                .map(name -> "the nearest is `" + name + "`")
                .orElse("it has " + listed(columns));
        found.add(
            Diagnostic.of(
                Code.DATABASE,
                field.place(),
                "Field `%s` reads column `%s`, which table `%s` doesn't have; %s."
                    .formatted(field.name(), column.column(), table, near)));
      }
    }
    return found;
  }

  /** A value in a CSV file that isn't of the type that a model declares. */
  private Optional<Diagnostic> badValue(SQLException failure) {
    String message = failure.getMessage();
    Matcher match = CSV_VALUE.matcher(message == null ? "" : message);
    if (!match.find()) {
      return Optional.empty();
    }
    String file = last(match.group(4));
    return field(file, match.group(2))
        .map(field -> {
          String why = READ_TYPE.matcher(match.group(3)).replaceAll("'" + field.type() + "'");
          return Diagnostic.of(
              Code.DATABASE,
              field.place(),
              "Line %s of `%s` doesn't fit column `%s`: %s."
                  .formatted(match.group(1), file, match.group(2), why));
        });
  }

  private Optional<Diagnostic> inexact(SQLException failure) {
    Matcher match = INEXACT.matcher(String.valueOf(failure.getMessage()));
    if (!match.find()) {
      return Optional.empty();
    }
    String value = new BigDecimal(match.group(3)).stripTrailingZeros().toPlainString();
    return field(match.group(2), match.group(1))
        .map(field ->
            Diagnostic.of(
                Code.DATABASE,
                field.place(),
                "Column `%s` of `%s` holds `%s`, which doesn't fit the type `%s` of field `%s`."
                    .formatted(match.group(1), match.group(2), value, field.type(), field.name())));
  }

  /** A line of a CSV file with too few or too many values, or that can't be read at all. */
  private static Optional<Diagnostic> badLine(SQLException failure, Place asked) {
    Matcher match = CSV_LINE.matcher(String.valueOf(failure.getMessage()));
    return match.find()
        ? Optional.of(
            Diagnostic.of(
                Code.DATABASE,
                asked,
                "Line %s of `%s` can't be read: %s."
                    .formatted(match.group(1), last(match.group(3)), match.group(2).strip())))
        : Optional.empty();
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1).strip();
  }

  private Optional<Field> field(String file, String column) {
    return catalog.models().stream()
        .filter(model -> reads(model, file))
        .flatMap(model -> model.fields().values().stream())
        .filter(f ->
            f.content() instanceof Field.Content.Column c && c.column().equalsIgnoreCase(column))
        .findFirst();
  }

  private static boolean reads(SemanticModel model, String file) {
    return model.rows() instanceof SemanticModel.Rows.Table table
        && file.equalsIgnoreCase(SqlName.of(table.name()).last() + ".csv");
  }

  private static String listed(List<String> columns) {
    List<String> some = columns.stream().limit(8).map(c -> "`" + c + "`").toList();
    return String.join(", ", some) + (columns.size() > 8 ? " and more" : "");
  }

  private static String small(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
