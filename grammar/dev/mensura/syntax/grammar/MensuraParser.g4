// The grammar of Mensura. A file is cut at the words that start declarations, and each declaration is
// parsed on its own, so a mistake ends with its declaration.
//
// Every decision needs one token: no prediction, no ambiguity. What a tree can't say (precedence, which
// operand a modifier belongs to, what reads two ways) is decided where the tree becomes an AST.
parser grammar MensuraParser;
options { tokenVocab = MensuraLexer; }

// What is parsed: one declaration, one step of a broken test, the text of a query, a row expression.
onlyDeclaration: declaration EOF;
onlyStep: step EOF;
onlyQuery: queryBody EOF;
onlyExpression: expression EOF;

declaration: metric | query | assertion | test;

metric: METRIC name parameters? EQ expression properties?;
parameters: LPAREN (parameter (COMMA parameter)*)? RPAREN;
parameter: LABEL COLON (name | LBRACK literal (COMMA literal)* RBRACK) (EQ expression)?;

query: QUERY name EQ queryBody properties?;
queryBody: (item (COMMA item)*)? clause*;
item: expression (AS name)?;
clause
  : BY dimension (COMMA dimension)* (FILL (MINUS? (INT | NUMBER) | NULL)?)?        # byClause
  | QWHERE disjunction                           # whereClause
  | HAVING disjunction                           # havingClause
  | ORDER BY ordering (COMMA ordering)*          # orderClause
  | LIMIT INT (PER keys)?                        # limitClause
  ;
dimension: path (AS name)?;
ordering: sum (ASC | DESC)?;

assertion: ASSERT expression (BY dimension (COMMA dimension)*)? properties?;

test: TEST text LBRACE step* RBRACE;
step
  : GIVEN name LPAREN name (COMMA name)* RPAREN EQ tuple (COMMA tuple)*                # given
  | EXPECT expression (BY dimension (COMMA dimension)* EQ tuple (COMMA tuple)*)?       # expect
  ;
tuple: LPAREN literal (COMMA literal)* RPAREN;

properties: LBRACE (property (COMMA? property)*)? RBRACE;
property: LABEL COLON value;
value: literal | name | LBRACK (value (COMMA value)*)? RBRACK | properties;

// `where` reads to the end of its expression: no operator can follow it. Modifiers behind a predicate
// hang on its last operand here and are moved to what the predicate filters.
expression: disjunction filter*;
filter: WHERE disjunction;
disjunction: conjunction (OR conjunction)*;
conjunction: negation (AND negation)*;
negation: NOT* comparison;
comparison: sum predicate?;
predicate
  : comparator sum                                                              # compared
  | NOT? (BETWEEN sum AND sum | LIKE sum | IN set modifier*)                    # tested
  | IS NOT? NULL modifier*                                                      # isNull
  ;
comparator: EQ | NE | LT | LE | GT | GE;
sum: operand (operator operand)*;
operator: PLUS | MINUS | STAR | SLASH | PERCENT | CONCAT;
operand: (PLUS | MINUS)* primary modifier*;

set
  : LPAREN (ranked | expression (COMMA expression)*) RPAREN      # values
  | LAST length                                                  # last
  | THIS name                                                    # this
  | MOMENT                                                       # during
  ;
ranked: (TOP | BOTTOM) INT BY sum;
length: COUNTED name | name;

primary
  : LPAREN expression (PER keys)? RPAREN                            # parenthesis
  | AGGREGATE (path | LPAREN (argument (COMMA argument)*)? cells? RPAREN)    # aggregate
  | SQL name text                                                   # sqlAggregate
  | CAST LPAREN expression AS type RPAREN                           # cast
  | path call?                                                      # reference
  | CASE expression? branch+ (ELSE expression)? END                 # case
  | COUNTED name                                                    # duration
  | (INT | NUMBER)                                                  # number
  | text                                                            # string
  | MOMENT                                                          # moment
  | (TRUE | FALSE | NULL)                                           # constant
  ;
cells: PER keys (HAVING disjunction)?;
call: LPAREN (argument (COMMA argument)*)? RPAREN;
argument: (LABEL COLON)? (expression | LBRACK expression (COMMA expression)* RBRACK);
branch: WHEN expression THEN expression;
type: name (LPAREN INT (COMMA INT)* RPAREN)?;

modifier
  : OVER (LAST length (SAMPLED (FIRST | LAST | name))? | ALL TIME | name TO DATE)    # over
  | (COUNTED name | LENGTH) AGO                                                      # ago
  | AT (START OF name | (LAST | FIRST) path (OF name | EDGE_PER keys)?)                # at
  | ACROSS (ALL (EXCEPT keys)? | keys)                                               # across
  | DATED path                                                                       # dated
  | DEFAULT (literal | name | LPAREN expression RPAREN)                              # default
  | FILL (INT | NUMBER | NULL)?                                                      # fill
  ;
keys: path | LPAREN path (COMMA path)* RPAREN;

literal: MINUS? (INT | NUMBER) | COUNTED name | text | MOMENT | TRUE | FALSE | NULL;
text: TEXT | BLOCK_TEXT;
path: name (DOT name)*;
name: NAME | QUOTED;
