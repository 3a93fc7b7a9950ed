package dev.mensura.check;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.ir.Frame;
import dev.mensura.ir.MetricExpr;
import dev.mensura.ir.Signature;
import dev.mensura.ir.Signature.Motion;
import dev.mensura.source.Span;
import dev.mensura.syntax.ast.Expr;
import dev.mensura.syntax.ast.Modifier;
import dev.mensura.syntax.ast.Name;
import dev.mensura.type.Duration;
import dev.mensura.type.Grain;
import java.util.Optional;

/** Types the modifiers that move or widen the stretch of time that a metric is asked for. */
final class TimeModifiers {
  private final MetricTyper typer;

  TimeModifiers(MetricTyper typer) {
    this.typer = typer;
  }

  Typed<MetricExpr> ago(Expr.Modified modified, Modifier.Ago ago) {
    Typed<MetricExpr> value = typer.type(modified.value());
    return length(ago.length())
        .map(by -> moved(modified, value, new Frame.Move.Ago(by), ago.span()))
        .orElseGet(typer::unknown);
  }

  Typed<MetricExpr> atStart(Expr.Modified modified, Modifier.AtStart start) {
    Typed<MetricExpr> value = typer.type(modified.value());
    Optional<Grain> of = grain(start.unit());
    Optional<Grain> first = start.grain().flatMap(this::grain);
    if (of.isEmpty() || first.isEmpty() && start.grain().isPresent()) {
      return typer.unknown();
    }
    if (first.filter(f -> !f.equals(Grain.DAY)).isPresent()) {
      return typer.fail(
          Code.NOT_SUPPORTED_YET,
          start.span(),
          "`" + typer.shortText(start.span()) + "` is not compiled by this version.");
    }
    return moved(modified, value, new Frame.Move.Start(first, of.get()), start.span());
  }

  Typed<MetricExpr> overLast(Expr.Modified modified, Modifier.OverLast last) {
    Typed<MetricExpr> value = typer.type(modified.value());
    Optional<Name> sampled = last.sampled().filter(s -> !s.text().equalsIgnoreCase("last"));
    if (sampled.isPresent()) {
      return typer.fail(
          Code.NOT_SUPPORTED_YET,
          sampled.get().span(),
          "`sampled " + sampled.get().text() + "` is not compiled by this version.");
    }
    Optional<Duration> length = length(last.length());
    if (length.isPresent() && length.get().count() < 1) {
      return typer.fail(Code.BAD_TIME, last.span(), "`over last` needs at least one period.");
    }
    return length
        .map(l -> moved(modified, value, new Frame.Move.Window.Last(l), last.span()))
        .orElseGet(typer::unknown);
  }

  Typed<MetricExpr> toDate(Expr.Modified modified, Modifier.ToDate toDate) {
    Typed<MetricExpr> value = typer.type(modified.value());
    return grain(toDate.unit())
        .map(unit -> moved(modified, value, new Frame.Move.Window.ToDate(unit), toDate.span()))
        .orElseGet(typer::unknown);
  }

  Typed<MetricExpr> allTime(Expr.Modified modified, Modifier.AllTime all) {
    Typed<MetricExpr> value = typer.type(modified.value());
    return moved(modified, value, new Frame.Move.Window.AllTime(), all.span());
  }

  private Optional<Duration> length(Expr length) {
    if (length instanceof Expr.Period period) {
      return typer.duration(period);
    }
    typer.findings.add(
        Code.UNKNOWN_GRAIN,
        length.span(),
        "`" + typer.shortText(length.span()) + "` is no length of time; `28 days` is one.");
    return Optional.empty();
  }

  private Optional<Grain> grain(Name unit) {
    return typer.grains().length(unit, typer.findings);
  }

  private Typed<MetricExpr> moved(
      Expr.Modified modified, Typed<MetricExpr> value, Frame.Move move, Span span) {
    if (value.isUnknown()) {
      return typer.unknown();
    }
    if (typer.bases(value.expr()).isEmpty()) {
      return typer.fail(
          Code.TYPE_MISMATCH,
          span,
          "`"
              + typer.shortText(modified.value().span())
              + "` reads no rows, so it has no time that could be moved.");
    }
    if (Extents.of(value.expr(), typer::signature) == Signature.Extent.WHOLE) {
      typer.findings.add(
          Diagnostic.of(
                  Code.DEAD_MODIFIER,
                  typer.findings.place(span),
                  "`"
                      + typer.shortText(modified.value().span())
                      + "` leaves out its time with `across`, so `"
                      + typer.shortText(span)
                      + "` around it changes nothing there.")
              .note("Inside of `across` it moves the whole of the query's time."));
      return typer.unknown();
    }
    if (move instanceof Frame.Move.Window
        && Motions.of(value.expr(), typer::signature) == Motion.WINDOWED) {
      typer.findings.add(
          Diagnostic.of(
                  Code.NESTED_WINDOW,
                  typer.findings.place(span),
                  "`"
                      + typer.shortText(modified.value().span())
                      + "` has a window of its own, which would take the place of `"
                      + typer.shortText(span)
                      + "`.")
              .note("The same metric without its own window takes this one."));
      return typer.unknown();
    }
    return new Typed<>(
        new MetricExpr.Moved(value.expr(), move), value.type(), value.nullable(), value.unit());
  }
}
