package dev.mensura.model;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.model.UnlinkedModel.UnlinkedJoin;
import dev.mensura.model.UnlinkedModel.UnlinkedPair;
import dev.mensura.source.Place;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Name;
import dev.mensura.syntax.ast.Path;
import dev.mensura.type.Calendar;
import dev.mensura.type.Grain;
import dev.mensura.type.TimePart;
import dev.mensura.type.ValueType;
import java.util.List;
import java.util.Optional;

/** Finds the fields that a join pairs. */
final class JoinKeys {
  private final SemanticModel near;
  private final SemanticModel far;
  private final UnlinkedJoin join;
  private final Calendar calendar;
  private final List<Diagnostic> diagnostics;

  JoinKeys(
      SemanticModel near,
      SemanticModel far,
      UnlinkedJoin join,
      Calendar calendar,
      List<Diagnostic> diagnostics) {
    this.calendar = calendar;
    this.near = near;
    this.far = far;
    this.join = join;
    this.diagnostics = diagnostics;
  }

  /** None if a pair doesn't fit: with fewer pairs it would be another join. */
  Optional<Join> resolve() {
    List<Optional<KeyPair>> pairs = join.pairs().stream().map(this::resolve).toList();
    if (pairs.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<KeyPair> keys = pairs.stream().flatMap(Optional::stream).distinct().toList();
    return new JoinMoment(near, far, join, diagnostics)
        .resolve()
        .map(moment -> new Join(join.name(), join.target(), keys, moment, join.place()));
  }

  private Optional<KeyPair> resolve(UnlinkedPair pair) {
    Optional<Typed> nearKey = key(near, pair.near());
    if (pair.far().isPresent()) {
      Optional<Typed> farKey = key(far, pair.far().get());
      return nearKey.flatMap(n -> farKey.flatMap(f -> pair(n, f, pair)));
    }
    return nearKey.flatMap(n -> implied(n, pair).flatMap(f -> pair(n, f, pair)));
  }

  /**
   * What a name alone is paired with: the other model's key, without the start of a span if its
   * rows hold for one, or its field of the same name.
   */
  private Optional<Typed> implied(Typed nearKey, UnlinkedPair pair) {
    boolean alone = join.pairs().size() == 1;
    List<String> key = far.valid().map(Validity::series).orElse(far.primaryKey());
    String name = alone && key.size() == 1 ? key.getFirst() : nearKey.key().field();
    Field field = far.fields().get(name);
    if (field != null && isStored(field, pair.near().span())) {
      return Optional.of(new Typed(KeyField.of(name), field.type()));
    }
    if (field == null) {
      String why =
          alone
              ? "The model `%s` has no primary key of one field that `%s` alone could be equal to."
              : "The model `%s` has no field `%s` that this name alone could be equal to.";
      diagnostics.add(
          Diagnostic.of(
                  Code.BAD_JOIN,
                  at(pair.near().span()),
                  why.formatted(far.name(), pair.near().text()))
              .note("Both sides are written with `=`: `" + pair.near().text() + " = …`.")
              .related(far.place(), "`" + far.name() + "` is here"));
    }
    return Optional.empty();
  }

  private Optional<KeyPair> pair(Typed a, Typed b, UnlinkedPair pair) {
    if (KeyTypes.areComparable(a.type(), b.type())) {
      return Optional.of(new KeyPair(a.key(), b.key()));
    }
    Span span = pair.far().map(f -> pair.near().span().to(f.span())).orElse(pair.near().span());
    Diagnostic refused =
        Diagnostic.of(
            Code.BAD_JOIN,
            at(span),
            "`%s.%s` is of type `%s` and can't equal `%s.%s`, which is of type `%s`."
                .formatted(near.name(), a.key(), a.type(), far.name(), b.key(), b.type()));
    diagnostics.add(
        a.type().isTemporal() && b.type().isTemporal()
            ? refused.note(
                "A grain, such as `" + timestamp(a, b) + ".day`, makes a date of a time.")
            : refused);
    return Optional.empty();
  }

  private static String timestamp(Typed a, Typed b) {
    return a.type().is(ValueType.Kind.DATE) ? b.key().field() : a.key().field();
  }

  /** A field, or a field and a grain. */
  private Optional<Typed> key(SemanticModel model, Path path) {
    Name name = path.first();
    Field field = model.fields().get(name.text());
    if (field == null) {
      unknown(
          Code.UNKNOWN_FIELD,
          name,
          "The model `%s` has no field `%s`.".formatted(model.name(), name.text()),
          List.copyOf(model.fields().keySet()));
      return Optional.empty();
    }
    if (!isStored(field, name.span())) {
      return Optional.empty();
    }
    if (path.isSimple()) {
      return Optional.of(new Typed(KeyField.of(name.text()), field.type()));
    }
    if (path.names().size() > 2 || (!field.type().isTemporal() && !field.type().isOpen())) {
      String message =
          "A join pairs fields of its two models; `%s` is no field of `%s`."
              .formatted(path.text(), model.name());
      diagnostics.add(Diagnostic.of(Code.BAD_JOIN, at(path.span()), message));
      return Optional.empty();
    }
    return grain(field, path.last())
        .map(g ->
            new Typed(
                new KeyField(name.text(), Optional.of(g)), KeyTypes.truncated(field.type(), g)));
  }

  private Optional<Grain> grain(Field field, Name name) {
    Optional<Grain> grain = calendar.grain(name.text()).filter(g -> g.text().equals(name.text()));
    if (grain.isEmpty()) {
      String message =
          TimePart.of(name.text()).isPresent()
              ? "A join pairs whole periods; `" + name.text() + "` recurs in many."
              : "No grain is called `" + name.text() + "`.";
      unknown(
          Code.UNKNOWN_GRAIN, name, message, calendar.grains().stream().map(Grain::text).toList());
      return Optional.empty();
    }
    Grain asked = grain.get();
    boolean tooFine =
        (field.type().is(ValueType.Kind.DATE) && asked.isSubDay())
            || field.grain().filter(g -> !g.nestsIn(asked)).isPresent();
    if (tooFine) {
      String held = field.grain().map(Grain::text).orElse("day");
      String message =
          "`%s` holds no time finer than the %s; `%s` was found."
              .formatted(field.name(), held, asked.text());
      diagnostics.add(Diagnostic.of(Code.GRAIN_TOO_FINE, at(name.span()), message));
      return Optional.empty();
    }
    return grain;
  }

  private boolean isStored(Field field, Span span) {
    if (field.content() instanceof Field.Content.Column) {
      return true;
    }
    String message =
        "A join on a computed field, such as `" + field.name() + "`, is not supported yet.";
    diagnostics.add(Diagnostic.of(Code.NOT_SUPPORTED_YET, at(span), message));
    return false;
  }

  private void unknown(Code code, Name name, String message, List<String> known) {
    Diagnostic plain = Diagnostic.of(code, at(name.span()), message);
    diagnostics.add(Findings.suggest(plain, name.text(), known));
  }

  private Place at(Span span) {
    return new Place(join.on().file(), span);
  }

  private record Typed(KeyField key, ValueType type) {}
}
