package dev.mensura.registry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a filter of the structured form asks; behind a field and two underscores. */
enum FilterOperator {
  EQ,
  NE,
  GT,
  GTE,
  LT,
  LTE,
  IN,
  NOT_IN,
  BETWEEN,
  CONTAINS,
  STARTS_WITH,
  ENDS_WITH,
  LIKE,
  IS_NULL;

  /** Other spellings of the same. */
  private static final Map<String, FilterOperator> ALSO =
      Map.of("startswith", STARTS_WITH, "endswith", ENDS_WITH, "isnull", IS_NULL);

  /** What other systems call what there is here. */
  private static final Map<String, FilterOperator> ELSEWHERE =
      Map.of(
          "exact", EQ, "equals", EQ, "neq", NE, "not", NE, "ge", GTE, "le", LTE, "nin", NOT_IN,
          "notin", NOT_IN, "range", BETWEEN, "null", IS_NULL);

  String text() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  static Optional<FilterOperator> of(String word) {
    return Arrays.stream(values())
        .filter(o -> o.text().equals(word))
        .findFirst()
        .or(() -> Optional.ofNullable(ALSO.get(word)));
  }

  /** The operator of another system's word for it. */
  static Optional<FilterOperator> elsewhere(String word) {
    return Optional.ofNullable(ELSEWHERE.get(word));
  }

  static List<String> texts() {
    return Arrays.stream(values()).map(FilterOperator::text).toList();
  }
}
