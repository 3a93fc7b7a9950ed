package dev.mensura.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Generates models without their rows, computed fields and filters. */
final class ModelGenerator {
  private static final List<List<String>> NAMES =
      List.of(
          List.of("accounts", "account"),
          List.of("orders", "purchase"),
          List.of("lines", "line"),
          List.of("visits", "visit"),
          List.of("tags", "tag"),
          List.of("stores", "store"),
          List.of("notes", "note"));

  private final Dice dice;

  ModelGenerator(Dice dice) {
    this.dice = dice;
  }

  List<ModelSpec> generate() {
    var models = new ArrayList<ModelSpec>();
    int count = dice.between(2, 5);
    for (List<String> name : dice.shuffled(NAMES).subList(0, count)) {
      models.add(join(plain(name.get(0), name.get(1)), models));
    }
    if (dice.percent(25)) {
      declareBack(models);
    }
    return models;
  }

  private ModelSpec plain(String name, String entity) {
    var fields = new ArrayList<FieldSpec>();
    List<String> key = key(entity, fields);
    fields.addAll(stored());
    var unique = new ArrayList<List<String>>();
    if (dice.percent(20)) {
      fields.add(FieldSpec.stored("code", Kind.STRING));
      unique.add(List.of("code"));
    }
    Optional<ModelSpec.Valid> valid =
        dice.percent(22) ? Optional.of(valid(key, fields, unique)) : Optional.empty();
    boolean inKey = valid.filter(ModelSpec.Valid::inKey).isPresent();
    Optional<String> time =
        fields.stream()
            .filter(f -> f.kind().isTime())
            .map(FieldSpec::name)
            .findFirst()
            .filter(f -> dice.percent(90));
    return new ModelSpec(
        name,
        entity,
        inKey ? with(key, valid.orElseThrow().from()) : key,
        unique,
        time,
        Optional.empty(),
        fields,
        List.of(),
        valid,
        List.of());
  }

  private static List<String> with(List<String> key, String field) {
    var longer = new ArrayList<>(key);
    longer.add(field);
    return longer;
  }

  /** A span: its start behind the primary key, or in a key of its own beside that. */
  private ModelSpec.Valid valid(
      List<String> key, List<FieldSpec> fields, List<List<String>> unique) {
    Kind kind = dice.oneOf(Kind.DATE, Kind.TIMESTAMP, Kind.INSTANT);
    boolean inKey = key.size() > 1 || dice.percent(50) && !key.isEmpty();
    List<String> series = key;
    if (!inKey) {
      fields.add(FieldSpec.stored("subject", Kind.INTEGER));
      series = List.of("subject");
      unique.clear();
      unique.add(List.of("subject", "held_from"));
    }
    fields.add(FieldSpec.stored("held_from", kind));
    Optional<String> to = dice.percent(60) ? Optional.of("held_to") : Optional.empty();
    to.ifPresent(field -> fields.add(FieldSpec.stored(field, kind)));
    return new ModelSpec.Valid("held_from", to, series, inKey);
  }

  private List<String> key(String entity, List<FieldSpec> fields) {
    int kind = dice.below(100);
    if (kind < 60) {
      fields.add(FieldSpec.stored(entity + "_id", Kind.INTEGER).asRequired());
    } else if (kind < 75) {
      fields.add(FieldSpec.stored(entity + "_key", Kind.STRING).asRequired());
    } else if (kind < 97) {
      fields.add(FieldSpec.stored("part_a", Kind.INTEGER).asRequired());
      fields.add(
          FieldSpec.stored("part_b", dice.percent(50) ? Kind.INTEGER : Kind.STRING).asRequired());
    }
    return fields.stream().map(FieldSpec::name).toList();
  }

  private List<FieldSpec> stored() {
    List<FieldSpec> all =
        List.of(
            FieldSpec.stored("qty", Kind.INTEGER),
            FieldSpec.stored("amount", Kind.DECIMAL),
            FieldSpec.stored("score", Kind.DOUBLE),
            new FieldSpec(
                "status",
                Kind.STRING,
                "status",
                List.of("new", "it's", "döne"),
                Optional.empty(),
                false),
            FieldSpec.stored("label", Kind.STRING),
            FieldSpec.stored("active", Kind.BOOLEAN),
            FieldSpec.stored("made_on", Kind.DATE),
            FieldSpec.stored("made_at", Kind.TIMESTAMP),
            FieldSpec.stored("due_on", Kind.DATE),
            FieldSpec.stored("made_when", Kind.INSTANT),
            new FieldSpec("order", Kind.INTEGER, "Odd \"Name", List.of(), Optional.empty(), false),
            FieldSpec.stored("last", Kind.STRING),
            FieldSpec.stored("date", Kind.DATE));
    return dice.shuffled(all).subList(0, dice.between(3, 7)).stream()
        .map(f -> dice.percent(20) ? f.asRequired() : f)
        .toList();
  }

  /** Adds joins to models made before: at least one, if it can. */
  private ModelSpec join(ModelSpec model, List<ModelSpec> before) {
    ModelSpec joined = model;
    List<ModelSpec> targets = dice.shuffled(before);
    int most = dice.oneOf(1, 1, 2, 2, 3);
    for (ModelSpec target : targets.subList(0, Math.min(most, targets.size()))) {
      joined = toOne(joined, target, target.entity());
      if (dice.percent(15)) {
        joined = toOne(joined, target, "other_" + target.entity());
      }
    }
    if (!before.isEmpty() && dice.percent(8)) {
      joined = toMany(joined, dice.pick(before));
    }
    if (dice.percent(8) && joined.key().size() == 1) {
      joined = toOne(joined, joined, "parent");
    }
    if (joined.time().isPresent() && !joined.joins().isEmpty() && dice.percent(15)) {
      joined = timeOfJoin(joined, before);
    }
    return joined;
  }

  private ModelSpec toOne(ModelSpec model, ModelSpec target, String name) {
    List<String> far = target.joinKey();
    Optional<String> at = Optional.empty();
    if (target.valid().isPresent()) {
      List<String> times =
          model.fields().stream()
              .filter(f -> f.kind().isTime())
              .map(FieldSpec::name)
              .filter(f -> !f.equals("date"))
              .toList();
      if (times.isEmpty()) {
        return model;
      }
      boolean byOwnTime = model.time().isPresent() && dice.percent(50);
      at = byOwnTime ? at : Optional.of(dice.pick(times));
    } else if (far.isEmpty() || !target.unique().isEmpty() && dice.percent(30)) {
      if (target.unique().isEmpty()) {
        return model;
      }
      far = target.unique().getFirst();
    }
    ModelSpec joined = model;
    var keys = new ArrayList<JoinSpec.Key>();
    for (String field : far) {
      String near = name + "_" + field;
      joined = joined.with(FieldSpec.stored(near, target.field(field).orElseThrow().kind()));
      keys.add(new JoinSpec.Key(near, field));
    }
    return withJoin(joined, new JoinSpec(name, target.name(), keys, at));
  }

  /** On fields that are no key of either side; or on a day. */
  private ModelSpec toMany(ModelSpec model, ModelSpec target) {
    if (target.valid().isPresent() && model.time().isEmpty()) {
      return model;
    }
    for (FieldSpec near : dice.shuffled(model.fields())) {
      for (FieldSpec far : dice.shuffled(target.fields())) {
        boolean plain =
            near.kind() == far.kind() && near.kind() != Kind.DOUBLE && near.kind() != Kind.BOOLEAN;
        boolean days = near.kind() == Kind.TIMESTAMP && far.kind() == Kind.DATE;
        if (plain || days) {
          String left = days ? near.name() + ".day" : near.name();
          var key = new JoinSpec.Key(left, far.name());
          return withJoin(model, new JoinSpec("alike", target.name(), List.of(key)));
        }
      }
    }
    return model;
  }

  private ModelSpec timeOfJoin(ModelSpec model, List<ModelSpec> before) {
    JoinSpec join = dice.pick(model.joins());
    boolean byTime =
        before.stream().anyMatch(m -> m.name().equals(join.target()) && m.valid().isPresent());
    if (byTime && join.at().isEmpty()) {
      return model;
    }
    return before.stream()
        .filter(m ->
            m.name().equals(join.target()) && m.time().filter(t -> !t.contains(".")).isPresent())
        .findFirst()
        .map(m -> model.withTime(m.time().map(t -> join.name() + "." + t)))
        .filter(m -> !join.name().equals("alike"))
        .orElse(model);
  }

  private static ModelSpec withJoin(ModelSpec model, JoinSpec join) {
    var joins = new ArrayList<>(model.joins());
    joins.add(join);
    return model.withJoins(joins);
  }

  /** Declares a join against the direction of another. */
  private void declareBack(List<ModelSpec> models) {
    ModelSpec near = dice.pick(models);
    for (JoinSpec join : near.joins()) {
      boolean held =
          near.valid().isPresent()
              || models.stream()
                  .anyMatch(m -> m.name().equals(join.target()) && m.valid().isPresent());
      boolean plain = !held && join.keys().stream().noneMatch(k -> k.near().contains("."));
      if (plain && !join.target().equals(near.name())) {
        var keys = join.keys().stream().map(k -> new JoinSpec.Key(k.far(), k.near())).toList();
        models.replaceAll(m ->
            m.name().equals(join.target())
                ? withJoin(m, new JoinSpec("all_" + near.name(), near.name(), keys))
                : m);
        return;
      }
    }
  }
}
