package dev.mensura.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The joins of a generated project as its texts can walk them. */
final class Graph {
  private final ProjectSpec project;
  private final Map<String, List<Step>> steps = new HashMap<>();

  Graph(ProjectSpec project) {
    this.project = project;
    project.models().forEach(m -> steps.put(m.name(), new ArrayList<>()));
    for (ModelSpec near : project.models()) {
      for (JoinSpec join : near.joins()) {
        ModelSpec far = project.model(join.target());
        var onward =
            join.keys().stream().collect(Collectors.toMap(JoinSpec.Key::near, JoinSpec.Key::far));
        var back =
            join.keys().stream().collect(Collectors.toMap(JoinSpec.Key::far, JoinSpec.Key::near));
        add(
            near,
            new Step(join.name(), far.name(), onward, isKeyAtATime(far, onward.values()), true));
        add(far, new Step(near.name(), near.name(), back, isKey(near, back.values()), false));
      }
    }
  }

  /** A join as it is walked; only a declared one has a name in paths. */
  record Step(String name, String to, Map<String, String> keys, boolean toOne, boolean declared) {}

  private void add(ModelSpec from, Step step) {
    List<Step> all = steps.computeIfAbsent(from.name(), x -> new ArrayList<>());
    List<Step> twins =
        all.stream().filter(s -> s.to().equals(step.to()) && s.keys().equals(step.keys())).toList();
    if (twins.isEmpty()) {
      all.add(step);
    } else if (step.declared()) {
      all.removeIf(s -> twins.contains(s) && !s.declared());
      all.add(step);
    }
  }

  /** A join onto rows that hold for a span is at a time, which tells one start from the others. */
  private static boolean isKeyAtATime(ModelSpec model, java.util.Collection<String> fields) {
    var told = new ArrayList<>(fields);
    model.valid().ifPresent(valid -> told.add(valid.from()));
    return isKey(model, told);
  }

  private static boolean isKey(ModelSpec model, java.util.Collection<String> fields) {
    Set<String> whole = fields.stream().filter(f -> !f.contains(".")).collect(Collectors.toSet());
    return !model.key().isEmpty() && whole.containsAll(model.key())
        || model.unique().stream().anyMatch(whole::containsAll);
  }

  /** A spelling of a walk from a base model and what stands at its end. */
  record Reach(String path, ModelSpec target, boolean toOne) {
    /** The path of a field there. */
    String to(String field) {
      return path.isEmpty() ? field : path + "." + field;
    }
  }

  /** What paths reach by the names of declared joins, the row itself included. */
  List<Reach> byJoins(String base) {
    var found = new ArrayList<Reach>();
    walk(new Reach("", project.model(base), true), 2, found);
    return found;
  }

  private void walk(Reach at, int more, List<Reach> found) {
    found.add(at);
    if (more == 0) {
      return;
    }
    for (Step step : stepsFrom(at.target().name())) {
      if (step.declared()) {
        String path = at.to(step.name());
        walk(
            new Reach(path, project.model(step.to()), at.toOne() && step.toOne()), more - 1, found);
      }
    }
  }

  private List<Step> stepsFrom(String model) {
    return steps.getOrDefault(model, List.of());
  }

  /** What paths reach that begin with a model's name. */
  List<Reach> byModels(String base) {
    var found = new LinkedHashMap<String, Reach>();
    for (ModelSpec model : project.models()) {
      int toMany = unambiguous(base, model.name());
      if (toMany >= 0) {
        var start = new Reach(model.name(), model, toMany == 0);
        found.put(start.path(), start);
        for (Step step : stepsFrom(model.name())) {
          if (step.declared() && step.toOne() && !step.to().equals(base)) {
            String path = model.name() + "." + step.name();
            found.put(path, new Reach(path, project.model(step.to()), toMany == 0));
          }
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** What all base models reach by the same path. */
  List<Reach> common(Set<String> bases) {
    List<Reach> all = null;
    for (String base : bases) {
      List<Reach> here = byModels(base);
      if (all == null) {
        all = here;
      } else {
        Set<String> paths = here.stream().map(Reach::path).collect(Collectors.toSet());
        all = all.stream().filter(r -> paths.contains(r.path())).toList();
      }
    }
    return all == null ? List.of() : all;
  }

  /**
   * How often the one walk to a model that multiplies rows least multiplies them; -1 if there is no
   * such walk or more than one.
   */
  int unambiguous(String from, String to) {
    if (from.equals(to)) {
      return 0;
    }
    for (int toMany = 0; toMany <= 3; toMany++) {
      int walks = count(from, to, toMany, new HashSet<>(Set.of(from)));
      if (walks > 0) {
        return walks == 1 ? toMany : -1;
      }
    }
    return -1;
  }

  private int count(String at, String to, int toMany, Set<String> seen) {
    int walks = 0;
    for (Step step : stepsFrom(at)) {
      int left = step.toOne() ? toMany : toMany - 1;
      if (left < 0 || seen.contains(step.to())) {
        continue;
      }
      if (step.to().equals(to)) {
        walks += left == 0 ? 1 : 0;
      } else {
        seen.add(step.to());
        walks += count(step.to(), to, left, seen);
        seen.remove(step.to());
      }
    }
    return walks;
  }
}
