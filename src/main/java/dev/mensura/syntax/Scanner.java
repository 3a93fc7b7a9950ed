package dev.mensura.syntax;

import static dev.mensura.syntax.grammar.MensuraLexer.*;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.syntax.Excerpt.Change;
import dev.mensura.syntax.Problem.Effect;
import dev.mensura.syntax.grammar.MensuraLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/** Text to tokens. What is no token is reported here, and put right where its meaning is plain. */
final class Scanner {
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("s", "seconds"),
          Map.entry("sec", "seconds"),
          Map.entry("min", "minutes"),
          Map.entry("h", "hours"),
          Map.entry("hr", "hours"),
          Map.entry("d", "days"),
          Map.entry("day", "days"),
          Map.entry("days", "days"),
          Map.entry("w", "weeks"),
          Map.entry("wk", "weeks"),
          Map.entry("m", "months"),
          Map.entry("mo", "months"),
          Map.entry("mon", "months"),
          Map.entry("q", "quarters"),
          Map.entry("y", "years"),
          Map.entry("yr", "years"));

  private final Excerpt excerpt;
  private final List<CommonToken> words = new ArrayList<>();
  private final List<CommonToken> comments = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();

  private Scanner(Excerpt excerpt) {
    this.excerpt = excerpt;
  }

  /** The tokens of a text, keywords told from names. */
  static Tokens scan(Excerpt excerpt, Tokens.Kind kind) {
    var scanner = new Scanner(excerpt);
    scanner.read();
    Habits.rewrite(excerpt, scanner.words, scanner.problems);
    Keywords.resolve(scanner.words, kind);
    return new Tokens(scanner.words, scanner.comments, scanner.problems);
  }

  private void read() {
    var characters = new Characters(excerpt.text(), excerpt.start(), excerpt.end());
    characters.seek(excerpt.start());
    var lexer = new MensuraLexer(characters);
    lexer.removeErrorListeners();
    for (Token next = lexer.nextToken(); ; next = lexer.nextToken()) {
      var token = (CommonToken) next;
      take(token);
      if (token.getType() == OPEN_COMMENT) {
        characters.hideComments();
      }
      if (token.getType() == Token.EOF) {
        return;
      }
    }
  }

  private void take(CommonToken token) {
    switch (token.getType()) {
      case NAME -> {
        token.setType(Words.type(token.getText()));
        words.add(token);
      }
      case DOC, BLOCK_COMMENT -> comments.add(token);
      case COMMENT -> comment(token);
      case FOREIGN -> foreign(token);
      case CURLY_TEXT -> curly(token);
      case BAD_NUMBER -> badNumber(token);
      case OPEN_COMMENT -> openComment(token);
      case OPEN_BLOCK_TEXT ->
          fatal(Code.UNCLOSED_TEXT, token, "The text that starts here has no closing `\"\"\"`.");
      case OPEN_TEXT -> openText(token);
      case STRAY -> stray(token);
      default -> words.add(token);
    }
  }

  private void comment(CommonToken token) {
    String text = token.getText();
    boolean glued =
        text.startsWith("--") && text.length() > 2 && Character.isLetterOrDigit(text.charAt(2));
    if (glued && !words.isEmpty() && words.getLast().getLine() == token.getLine()) {
      int start = token.getStartIndex();
      Diagnostic finding =
          excerpt
              .finding(
                  Code.OTHER_LANGUAGE,
                  start,
                  start + 2,
                  "After code, `--` starts a comment only with a space behind it.")
              .note("Minus a negative number is written `- -`.");
      finding = excerpt.fix(finding, "Make it a comment", Change.insert(start + 2, " "));
      finding = excerpt.fix(finding, "Subtract a negative", Change.insert(start + 1, " "));
      problems.add(new Problem(start, Effect.FATAL, finding));
    }
    comments.add(token);
  }

  private void foreign(CommonToken token) {
    switch (token.getText()) {
      case "==", "===" -> replaced(token, EQ, "=", "Equality is written `=`");
      case "!==" -> replaced(token, NE, "!=", "Inequality is written `!=`");
      case "&&" -> replaced(token, Words.type("and"), "and", "Both conditions are joined by `and`");
      case "!" -> replaced(token, Words.type("not"), "not ", "Negation is written `not`");
      case "=>" -> replaced(token, GE, ">=", "At least is written `>=`");
      case "=<" -> replaced(token, LE, "<=", "At most is written `<=`");
      case ":=" -> replaced(token, EQ, "=", "A definition is written `=`");
      case ";" -> {
        int start = token.getStartIndex();
        Diagnostic finding =
            excerpt.finding(
                Code.OTHER_LANGUAGE, start, start + 1, "A declaration ends without `;`.");
        finding = excerpt.fix(finding, "Remove `;`", new Change(start, start + 1, ""));
        problems.add(new Problem(start, Effect.REPAIRED, finding));
      }
      case "::" ->
          fatal(Code.OTHER_LANGUAGE, token, "A type is changed by `cast(x as type)`, not by `::`.");
      default -> stray(token);
    }
  }

  /** Reads a sign or word of another language as the one that it means. */
  private void replaced(CommonToken token, int type, String text, String rule) {
    int start = token.getStartIndex();
    int end = token.getStopIndex() + 1;
    Diagnostic finding =
        excerpt.finding(Code.OTHER_LANGUAGE, start, end, rule + ", not `" + token.getText() + "`.");
    finding = excerpt.fix(finding, "Write `" + text.strip() + "`", new Change(start, end, text));
    problems.add(new Problem(start, Effect.REPAIRED, finding));
    token.setType(type);
    token.setText(text.strip());
    words.add(token);
  }

  private void curly(CommonToken token) {
    int start = token.getStartIndex();
    int end = token.getStopIndex() + 1;
    String inner = excerpt.text(start + 1, end - 1);
    String straight = "'" + inner.replace("'", "''") + "'";
    Diagnostic finding =
        excerpt.finding(
            Code.OTHER_LANGUAGE, start, end, "A text has straight quotes: `" + straight + "`.");
    finding = excerpt.fix(finding, "Write `" + straight + "`", new Change(start, end, straight));
    problems.add(new Problem(start, Effect.REPAIRED, finding));
    token.setType(TEXT);
    words.add(token);
  }

  private void badNumber(CommonToken token) {
    String text = token.getText();
    int start = token.getStartIndex();
    int end = token.getStopIndex() + 1;
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    String unit = UNITS.get(text.substring(digits).toLowerCase(Locale.ROOT));
    if (unit != null) {
      String right = text.substring(0, digits) + " " + unit;
      Diagnostic finding =
          excerpt.finding(
              Code.OTHER_LANGUAGE, start, end, "A duration is written out: `" + right + "`.");
      finding = excerpt.fix(finding, "Write `" + right + "`", new Change(start, end, right));
      problems.add(new Problem(start, Effect.REPAIRED, finding));
      var number = new CommonToken(token);
      number.setType(INT);
      number.setStopIndex(start + digits - 1);
      token.setType(NAME);
      token.setStartIndex(start + digits);
      token.setCharPositionInLine(token.getCharPositionInLine() + digits);
      token.setText(unit);
      words.add(number);
      words.add(token);
      return;
    }
    String plain = text.replace("_", "");
    boolean grouped = plain.length() < text.length() && plain.chars().allMatch(Character::isDigit);
    Diagnostic finding =
        excerpt.finding(Code.BAD_NUMBER, start, end, "`" + text + "` is not a number.");
    if (grouped) {
      finding = excerpt.fix(finding, "Write `" + plain + "`", new Change(start, end, plain));
      token.setType(INT);
      token.setText(plain);
      words.add(token);
    }
    problems.add(new Problem(start, grouped ? Effect.REPAIRED : Effect.FATAL, finding));
  }

  private void openText(CommonToken token) {
    char quote = token.getText().charAt(0);
    String thing = quote == '`' ? "quoted name" : "text";
    String mark = quote == '`' ? "backquote" : "`" + quote + "`";
    fatal(
        Code.UNCLOSED_TEXT,
        token,
        "The " + thing + " that starts here has no closing " + mark + " on its line.");
  }

  private void openComment(CommonToken token) {
    fatal(Code.UNCLOSED_TEXT, token, "The comment that starts here has no `*/`.");
  }

  private void stray(CommonToken token) {
    String text = token.getText();
    if (text.equals("*")) {
      openComment(token);
      return;
    }
    if (Character.isLowSurrogate(text.charAt(0)) && token.getStartIndex() > excerpt.start()) {
      // Its first half is reported already, as the whole.
      return;
    }
    if (Character.isHighSurrogate(text.charAt(0)) && token.getStopIndex() + 1 < excerpt.end()) {
      token.setStopIndex(token.getStopIndex() + 1);
      text = excerpt.text(token.getStartIndex(), token.getStopIndex() + 1);
    }
    boolean letter = Character.isLetter(text.charAt(0));
    Diagnostic finding =
        excerpt.finding(
            Code.STRAY_CHARACTER,
            token.getStartIndex(),
            token.getStopIndex() + 1,
            "The character `" + text + "` has no meaning here.");
    if (letter) {
      finding = finding.note("A name with letters beyond a to z stands in backquotes.");
    } else if (text.equals("#")) {
      finding = finding.note("A comment starts with `--` or `//`.");
    } else if (text.equals("?")) {
      finding = finding.note("A choice is written `case when a then b else c end`.");
    }
    problems.add(new Problem(token.getStartIndex(), Effect.FATAL, finding));
  }

  private void fatal(Code code, CommonToken token, String message) {
    int start = token.getStartIndex();
    Diagnostic finding = excerpt.finding(code, start, token.getStopIndex() + 1, message);
    problems.add(new Problem(start, Effect.FATAL, finding));
  }
}
