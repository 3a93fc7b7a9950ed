package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.type.Aggregate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The keywords: their spelling and the tokens they may become. */
final class Words {
  private static final Map<String, Integer> TYPES = new HashMap<>();
  private static final Map<Integer, String> TEXTS = new TreeMap<>();

  static {
    for (int type = METRIC; type <= END; type++) {
      if (type != AGGREGATE) {
        String word = VOCABULARY.getSymbolicName(type).toLowerCase(Locale.ROOT);
        TYPES.put(word, type);
        TEXTS.put(type, word);
      }
    }
    for (Aggregate aggregate : Aggregate.values()) {
      TYPES.put(aggregate.text(), AGGREGATE);
    }
  }

  private Words() {}

  /** The token type of a word in any letter case; {@code NAME} if it is no keyword. */
  static int type(String word) {
    Integer exact = TYPES.get(word);
    if (exact != null) {
      return exact;
    }
    return TYPES.getOrDefault(word.toLowerCase(Locale.ROOT), NAME);
  }

  /** Every keyword but the aggregates, by token type. */
  static Map<Integer, String> texts() {
    return Collections.unmodifiableMap(TEXTS);
  }

  static boolean isKeyword(String word) {
    return type(word) != NAME;
  }
}
