package dev.mensura.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mensura.compare.Difference;
import dev.mensura.compiler.Readings;
import dev.mensura.live.Defined;
import dev.mensura.registry.JsonText;
import java.util.List;
import java.util.Locale;

/**
 * Tells of a metric that was defined, changed or restored.
 *
 * @param verb what is done to a metric that wasn't there
 */
record DefinedText(Face face, String verb, boolean isTried) implements Changing.Told<Defined> {
  @Override
  public String text(Defined defined) {
    var page = new Page(face.paint(), face.terminal().width(), face.edge());
    var text = new StringBuilder(message(defined)).append("\n\n");
    text.append(page.inset(defined.entry().path("definition").asText()));
    defined
        .workspace()
        .analysis()
        .metric(defined.name())
        .ifPresent(metric -> {
          var now = Moments.now(defined.workspace(), face.terminal());
          String said = new Readings(defined.workspace().catalog(), now).of(metric);
          text.append('\n').append(page.wrapped(said, 2));
        });
    defined
        .difference()
        .filter(d -> defined.what() == Defined.What.CHANGED)
        .ifPresent(d -> text.append('\n').append(page.wrapped(changed(d), 0)));
    if (!defined.equal().isEmpty()) {
      text.append('\n')
          .append(page.wrapped("It means the same as " + names(defined.equal()) + ".", 0));
    }
    if (!defined.users().isEmpty() && defined.what() != Defined.What.UNCHANGED) {
      text.append('\n')
          .append(page.wrapped("These use it: " + names(defined.users().names()) + ".", 0));
    }
    return text.toString();
  }

  private static String changed(Difference difference) {
    return "It is %s: %s.".formatted(difference.kind().text(), difference.reason());
  }

  private String message(Defined defined) {
    String name = "Metric `" + defined.name() + "`";
    String version = defined.kept().map(k -> ", version " + k.version()).orElse("");
    if (isTried) {
      return switch (defined.what()) {
        case CREATED -> name + " would be " + verb + "; nothing is kept.";
        case CHANGED -> name + " would be changed; nothing is kept.";
        case UNCHANGED -> name + " is the same as before.";
      };
    }
    return switch (defined.what()) {
      case CREATED -> name + " is " + verb + version + ".";
      case CHANGED ->
          name + (verb.equals("defined") ? " is changed" : " is " + verb) + version + ".";
      case UNCHANGED -> name + " is the same as before" + version + ".";
    };
  }

  private static String names(List<String> names) {
    return String.join(", ", names.stream().map(n -> "`" + n + "`").toList());
  }

  @Override
  public ObjectNode json(Defined defined) {
    ObjectNode json = JsonText.object();
    json.put("action", defined.what().name().toLowerCase(Locale.ROOT));
    json.put("message", message(defined));
    json.set("metric", defined.kept().map(k -> k.entry()).orElse(defined.entry()));
    defined
        .difference()
        .filter(d -> defined.what() == Defined.What.CHANGED)
        .ifPresent(d ->
            json.putObject("difference").put("kind", d.kind().text()).put("reason", d.reason()));
    json.set("same_as", JsonText.texts(defined.equal()));
    json.set("used_by", JsonText.texts(defined.users().names()));
    return json;
  }
}
