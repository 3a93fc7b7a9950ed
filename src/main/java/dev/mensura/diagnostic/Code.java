package dev.mensura.diagnostic;

import static dev.mensura.diagnostic.Severity.ERROR;
import static dev.mensura.diagnostic.Severity.WARNING;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds of findings. Each has a page in {@code docs/errors} under its {@link #id}. */
public enum Code {
  // Reading text.
  SYNTAX(ERROR, "The text is not a declaration of the language."),
  UNCLOSED_TEXT(ERROR, "A text, quoted name or comment has no end."),
  BAD_NUMBER(ERROR, "A number is not written as one."),
  BAD_TIME(ERROR, "A time literal is not written as one, or names no day that exists."),
  STRAY_CHARACTER(ERROR, "A character has no meaning in the language."),
  TOO_DEEP(ERROR, "An expression is nested deeper than the compiler reads."),
  READS_TWO_WAYS(ERROR, "A line can be read in two ways that give different numbers."),
  OTHER_LANGUAGE(ERROR, "A habit of SQL or of another language that is written differently here."),
  RESERVED_NAME(ERROR, "A name is a keyword, an aggregate or a function and needs backquotes."),
  REPEATED_CLAUSE(ERROR, "A clause or property stands twice."),
  NOT_SUPPORTED_YET(ERROR, "A construct of the language that this version doesn't compile."),

  // Models.
  BAD_YAML(ERROR, "A model file is not YAML."),
  UNKNOWN_KEY(ERROR, "A key in a model file has no meaning."),
  MISSING_KEY(ERROR, "A key that a model needs is missing."),
  BAD_VALUE(ERROR, "A value in a model file is not of the kind its key takes."),
  UNKNOWN_TYPE(ERROR, "No type has this name."),
  BAD_JOIN(ERROR, "A join does not pair fields that can be equal."),
  FIELD_CYCLE(ERROR, "A computed field is made from itself."),

  NO_FISCAL_YEAR(ERROR, "A fiscal period is asked for, and the project declares no fiscal year."),

  // Names.
  DUPLICATE_NAME(ERROR, "Two declarations have one name."),
  UNKNOWN_MODEL(ERROR, "No model has this name."),
  UNKNOWN_FIELD(ERROR, "The model has no field, join or time part of this name."),
  UNKNOWN_METRIC(ERROR, "No metric has this name."),
  UNKNOWN_QUERY(ERROR, "No query has this name."),
  UNKNOWN_FUNCTION(ERROR, "No function has this name."),
  UNKNOWN_GRAIN(ERROR, "No grain or part of a time has this name."),
  UNKNOWN_PROPERTY(ERROR, "No property has this name."),
  UNKNOWN_VALUE(ERROR, "A literal is none of the values that the field can have."),
  AMBIGUOUS_PATH(ERROR, "Several paths of joins lead to a field."),
  UNREACHABLE(ERROR, "No path of joins leads from a metric's model to a field."),
  DIFFERENT_FIELDS(ERROR, "A path means different fields to the metrics of a query."),
  DUPLICATE_COLUMN(ERROR, "Two columns of a query have one name."),

  // Types.
  TYPE_MISMATCH(ERROR, "A value is not of the type that its place needs."),
  WRONG_ARGUMENTS(ERROR, "A function or aggregate does not take these arguments."),
  UNKNOWN_ARGUMENT(ERROR, "A family of metrics has no parameter of this name."),
  MISSING_ARGUMENT(ERROR, "A family of metrics stands without a value that it needs."),
  UNIT_MISMATCH(ERROR, "Values of different units are added, compared or chosen between."),
  BAD_PROPERTY(ERROR, "A property's value is not of the kind it takes."),
  METRIC_CYCLE(ERROR, "A metric is made from itself."),
  AGGREGATE_IN_ROW(ERROR, "An aggregate stands where the value of one row is needed."),
  FIELD_WITHOUT_AGGREGATE(ERROR, "A field stands where a metric is needed."),
  METRIC_IN_FILTER(ERROR, "A metric stands in a query's `where`, which filters rows."),
  NEEDS_AGGREGATE(ERROR, "Values per key stand where one value is needed."),
  KEY_TOO_COARSE(ERROR, "A period behind `per` is longer than those of the groups."),
  TO_MANY_VALUE(ERROR, "A field with many values for each row stands where one is needed."),
  SEVERAL_MODELS(ERROR, "One aggregate reads fields of several base models."),
  NEEDS_PRIMARY_KEY(
      ERROR, "Counting rows once needs a primary key that the model does not declare."),
  NO_TIME(ERROR, "A time is asked of a metric whose model has none."),
  GRAIN_TOO_FINE(ERROR, "A grain is finer than the time it is taken of."),
  NEEDS_TIME(ERROR, "A window or shift is asked for without periods that it is seen from."),
  BAD_RANKING(ERROR, "A ranking stands where no rows are chosen, or has nothing to rank."),
  BAD_CONVERSION(ERROR, "A conversion is of metrics that are no events, or of no time."),
  NESTED_WINDOW(ERROR, "A window stands around another one, which would take its place."),
  DEAD_MODIFIER(ERROR, "A modifier changes nothing, since what stands inside of it takes over."),
  SUM_OF_SNAPSHOTS(ERROR, "Rows that are there again for each time are added up over several."),
  UNALIGNED_SHIFT(ERROR, "A shift does not lead from one period to another."),
  EMPTY_QUERY(ERROR, "A query asks for nothing."),
  BAD_TEST(ERROR, "A test gives rows that can't be, or expects nothing that can fail."),
  SQL_EXPRESSION(ERROR, "An SQL expression does not parse or does not fit the model."),
  SQL_NOT_ALLOWED(ERROR, "An SQL expression uses what a metric cannot be made of."),
  TOO_LARGE(ERROR, "An expression grows too large when its parts are filled in."),

  // Advice.
  FILTER_NEVER_HOLDS(WARNING, "A filter lets no row through."),
  FILTER_ALWAYS_HOLDS(WARNING, "A filter lets every row through."),
  COUNT_OF_KEY(WARNING, "A count of a field that repeats counts rows, not things."),
  NULLABLE_NOT_EQUAL(WARNING, "`!=` leaves out the rows where the field is null."),
  TO_MANY_NEGATION(WARNING, "A negated filter on many far rows asks whether some row differs."),
  KEY_OF_GROUP(WARNING, "Each group has only one key of `per`."),
  DEPRECATED_METRIC(WARNING, "A metric in use is deprecated."),
  UNUSED_PARAMETER(WARNING, "A parameter changes nothing."),
  HIDDEN_METRIC(WARNING, "A parameter has the name of a metric, which can't be named beside it."),
  EQUAL_METRICS(WARNING, "Two metrics mean the same."),

  // Definitions in parameters.
  BAD_NAME(ERROR, "A metric can't be kept under this name."),
  UNKNOWN_PARAMETER(ERROR, "A definition has a parameter that means nothing in it."),
  BAD_PARAMETER(ERROR, "A parameter of a definition is missing or not of the kind it takes."),
  UNKNOWN_OPERATOR(ERROR, "A filter ends in an operator that does not exist."),

  // What is defined at run time.
  NOT_ONE_METRIC(ERROR, "What is defined at run time is not exactly one metric."),
  FILE_METRIC(ERROR, "A metric that a file declares is changed as if it were kept at run time."),
  METRIC_IN_USE(ERROR, "A metric that others use is changed or deleted."),
  UNKNOWN_VERSION(ERROR, "A metric has no such version."),
  CHANGED_MEANWHILE(ERROR, "A metric is no longer the version that was to be changed."),

  // The world outside.
  MISSING_FILE(ERROR, "A file or folder is not there or cannot be read."),
  BAD_REGISTRY(ERROR, "The file of metrics defined at run time can't be understood."),
  REGISTRY_IO(ERROR, "The file of metrics defined at run time can't be read or written."),
  MISSING_TABLE(ERROR, "A model's table is not in the database."),
  DATABASE(ERROR, "The database refused a connection or a statement.");

  private static final Map<String, Code> BY_ID = new TreeMap<>();

  static {
    Arrays.stream(values()).forEach(code -> BY_ID.put(code.id, code));
  }

  private final Severity severity;
  private final String title;
  private final String id;

  Code(Severity severity, String title) {
    this.severity = severity;
    this.title = title;
    this.id = name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The code in words: {@code unknown-field}. */
  public String id() {
    return id;
  }

  public Severity severity() {
    return severity;
  }

  /** What every finding of this kind says, in one sentence. */
  public String title() {
    return title;
  }

  /** The code with this id. */
  public static Optional<Code> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }
}
