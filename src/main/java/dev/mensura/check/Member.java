package dev.mensura.check;

import dev.mensura.ir.Argument;
import dev.mensura.syntax.ast.Declaration;
import java.util.Map;

/**
 * A member of a family of metrics: what is checked is the body with these values in it.
 *
 * @param declaration that of the family
 * @param arguments a value for each parameter, defaults included
 */
record Member(Declaration.Metric declaration, String name, Map<String, Argument> arguments) {}
