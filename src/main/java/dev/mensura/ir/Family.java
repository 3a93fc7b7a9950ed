package dev.mensura.ir;

import dev.mensura.syntax.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A metric that takes parameters: a family, each member of which is a metric with a name of its
 * own, such as {@code active_users(7 days)}. Without arguments the name of the family is that of
 * the member that has all defaults.
 */
public record Family(String name, List<Parameter> parameters) {
  public Family {
    parameters = List.copyOf(parameters);
  }

  /** The parameters that have no default. */
  public List<Parameter> required() {
    return parameters.stream().filter(p -> p.fallback().isEmpty()).toList();
  }

  /** Whether there is no member without arguments. */
  public boolean isOpen() {
    return !required().isEmpty();
  }

  public Optional<Parameter> parameter(String parameter) {
    return parameters.stream().filter(p -> p.name().equals(parameter)).findFirst();
  }

  /**
   * The name of a member: a call of the family that always reads alike.
   *
   * @param given what is given for each parameter; nothing where the default is meant
   */
  public String member(List<Optional<Argument>> given) {
    List<String> arguments = new ArrayList<>();
    boolean gap = false;
    for (int i = 0; i < parameters.size(); i++) {
      if (given.get(i).isEmpty()) {
        gap = true;
      } else {
        String text = given.get(i).get().text();
        arguments.add(gap ? Names.quoted(parameters.get(i).name()) + ": " + text : text);
      }
    }
    return arguments.isEmpty()
        ? name
        : Names.quoted(name) + "(" + String.join(", ", arguments) + ")";
  }

  /** The family that the name of a member speaks of; none if it is no such name. */
  public static Optional<String> of(String member) {
    int from = member.startsWith("`") ? 1 : 0;
    int to = from == 1 ? member.indexOf('`', 1) : member.indexOf('(');
    boolean call = member.endsWith(")") && to > 0 && member.indexOf('(', to) == to + from;
    return call ? Optional.of(member.substring(from, to)) : Optional.empty();
  }

  /** As it is declared: {@code active_users(window: duration = 28 days)}. */
  public String text() {
    return Names.quoted(name)
        + "("
        + String.join(", ", parameters.stream().map(Parameter::text).toList())
        + ")";
  }
}
