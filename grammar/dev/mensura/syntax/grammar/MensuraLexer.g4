// The tokens of Mensura. Every word is a NAME here: which words are keywords depends on what stands
// around them, and dev.mensura.syntax.Keywords decides it between this lexer and the parser.
lexer grammar MensuraLexer;

tokens {
  // What only Keywords gives, besides the keywords.
  LABEL,    // a name before a colon
  COUNTED,  // a whole number before a word: the number of a duration
  LENGTH,   // a name before `ago`
  QWHERE,   // the `where` of a query, not of one of its items
  EDGE_PER, // the `per` of `at last day per store`
  // Keywords.
  METRIC, QUERY, ASSERT, TEST, GIVEN, EXPECT,
  WHERE, OVER, AT, PER, ACROSS, DEFAULT, AGO, DATED, FILL,
  BY, HAVING, ORDER, LIMIT, AS, ASC, DESC,
  LAST, FIRST, THIS, ALL, EXCEPT, TIME, START, OF, TO, DATE, SAMPLED, TOP, BOTTOM,
  SQL, CAST, AGGREGATE,
  AND, OR, NOT, IN, BETWEEN, LIKE, IS, NULL, TRUE, FALSE, CASE, WHEN, THEN, ELSE, END
}

EQ: '='; NE: '!=' | '<>'; LE: '<='; GE: '>='; LT: '<'; GT: '>';
PLUS: '+'; MINUS: '-'; STAR: '*'; SLASH: '/'; PERCENT: '%'; CONCAT: '||';
LPAREN: '('; RPAREN: ')'; LBRACK: '['; RBRACK: ']'; LBRACE: '{'; RBRACE: '}';
COMMA: ','; COLON: ':'; DOT: '.';

// Signs of other languages: reported, and read as what they mean.
FOREIGN: '==' | '===' | '!==' | '&&' | '!' | '=>' | '=<' | ':=' | '::' | ';';

NAME: [A-Za-z_] [A-Za-z0-9_]*;
QUOTED: '`' ~[`\r\n]+ '`';

INT: [0-9]+;
NUMBER: [0-9]+ '.' [0-9]+ ([eE] [+-]? [0-9]+)? | [0-9]+ [eE] [+-]? [0-9]+;
// 28d, 100_000, 1.2.3
BAD_NUMBER: [0-9] [A-Za-z0-9_]* ('.' [A-Za-z0-9_]+)*;
// Checked afterwards, so that @2024-1 is a mistake rather than @2024 - 1.
MOMENT: '@' [0-9A-Za-z:-]* ('..' '@'? [0-9A-Za-z:-]*)?;

BLOCK_TEXT: '"""' .*? '"""';
TEXT: '\'' ('\'\'' | ~['\r\n])* '\'' | '"' ('\\' ~[\r\n] | ~["\\\r\n])* '"';
CURLY_TEXT: [\u2018\u2019\u201A\u201C\u201D\u201E] ~[\u2018\u2019\u201C\u201D\r\n]* [\u2018\u2019\u201C\u201D];
OPEN_BLOCK_TEXT: '"""';
OPEN_TEXT: '\'' ('\'\'' | ~['\r\n])* | '"' ('\\' ~[\r\n] | ~["\\\r\n])* '\\'? | '`' ~[`\r\n]* '`'?;

DOC: '///' (~[/\r\n] ~[\r\n]*)? -> channel(HIDDEN);
COMMENT: ('--' | '//') ~[\r\n]* -> channel(HIDDEN);
BLOCK_COMMENT: '/*' .*? '*/' -> channel(HIDDEN);
OPEN_COMMENT: '/*';
SPACE: [ \t\r\n\u000B\u000C\u00A0\uFEFF]+ -> skip;
STRAY: .;
