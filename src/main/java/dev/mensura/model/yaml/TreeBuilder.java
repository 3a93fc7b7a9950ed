package dev.mensura.model.yaml;

import dev.mensura.diagnostic.Code;
import dev.mensura.diagnostic.Diagnostic;
import dev.mensura.source.Place;
import dev.mensura.source.SourceFile;
import dev.mensura.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Makes the tree of one document from the events of the library, without recursion. */
final class TreeBuilder {
  private static final int MAX_DEPTH = 64;

  /** Anchored values are shared, not copied; but who walks the tree walks every repetition. */
  private static final long MAX_SIZE = 500_000;

  private final SourceFile file;
  private final Offsets offsets;
  private final List<Diagnostic> diagnostics;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<Anchor, Optional<Yaml>> anchors = new HashMap<>();
  private @Nullable Yaml root;
  private boolean abandoned;

  TreeBuilder(SourceFile file, Offsets offsets, List<Diagnostic> diagnostics) {
    this.file = file;
    this.offsets = offsets;
    this.diagnostics = diagnostics;
  }

  Optional<Yaml> root() {
    return Optional.ofNullable(root);
  }

  /** Whether the document was refused, so that nothing more of it is wanted. */
  boolean isAbandoned() {
    return abandoned;
  }

  void add(Event event) {
    switch (event.getEventId()) {
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      case MappingStart, SequenceStart -> start((CollectionStartEvent) event);
      case MappingEnd, SequenceEnd -> end(event);
      case StreamStart, StreamEnd, DocumentStart, DocumentEnd, Comment -> {}
    }
  }

  private void scalar(ScalarEvent event) {
    refuseTag(event, event.getTag());
    Yaml.Style style = style(event.getScalarStyle());
    Span span = withoutTag(span(event), event);
    Yaml.Kind kind = style == Yaml.Style.PLAIN ? CoreSchema.kind(event.getValue()) : Yaml.Kind.TEXT;
    done(new Yaml.Scalar(event.getValue(), kind, style, span), event.getAnchor());
  }

  /** A span that the library starts at an anchor or tag starts at the value instead. */
  private Span withoutTag(Span span, NodeEvent event) {
    int start = span.start();
    boolean marked = event.getAnchor().isPresent();
    while (marked && start < span.end() && "&!".indexOf(file.text().charAt(start)) >= 0) {
      while (start < span.end() && !Character.isWhitespace(file.text().charAt(start))) {
        start++;
      }
      while (start < span.end() && Character.isWhitespace(file.text().charAt(start))) {
        start++;
      }
    }
    return new Span(start, span.end());
  }

  private void alias(AliasEvent event) {
    Optional<Yaml> target = anchors.get(event.getAlias());
    if (target == null) {
      refuse(span(event), "No value before this one is marked `&" + event.getAlias() + "`.");
    } else if (target.isEmpty()) {
      refuse(span(event), "A value holds itself through `*" + event.getAlias() + "`.");
    } else {
      done(target.get(), Optional.empty());
    }
  }

  private void start(CollectionStartEvent event) {
    refuseTag(event, event.getTag());
    if (open.size() >= MAX_DEPTH) {
      refuse(span(event), "Values are nested deeper than " + MAX_DEPTH + " levels here.");
      return;
    }
    boolean flow = event.getFlowStyle() == FlowStyle.FLOW;
    int start = offsets.at(event.getStartMark().orElseThrow().getIndex());
    open.push(
        event instanceof MappingStartEvent
            ? new OpenMapping(start, flow, event.getAnchor())
            : new OpenSequence(start, flow, event.getAnchor()));
    event.getAnchor().ifPresent(anchor -> anchors.put(anchor, Optional.empty()));
  }

  private void end(Event event) {
    Open ended = open.pop();
    done(ended.close(span(event).end()), ended.anchor());
  }

  private void done(Yaml value, Optional<Anchor> anchor) {
    anchor.ifPresent(a -> anchors.put(a, Optional.of(value)));
    if (value.size() > MAX_SIZE) {
      refuse(value.span(), "The values repeated in here are more than " + MAX_SIZE + ".");
      return;
    }
    Open inner = open.peek();
    if (inner == null) {
      root = value;
    } else {
      inner.accept(value);
    }
  }

  private void refuseTag(NodeEvent event, Optional<String> tag) {
    tag.ifPresent(t -> report(span(event), "The tag `" + t + "` has no meaning in this file."));
  }

  private Span span(Event event) {
    int from = event.getStartMark().orElseThrow().getIndex();
    return offsets.span(from, event.getEndMark().orElseThrow().getIndex());
  }

  private void refuse(Span span, String message) {
    report(span, message);
    abandoned = true;
  }

  private Diagnostic report(Span span, String message) {
    Diagnostic diagnostic = Diagnostic.of(Code.BAD_YAML, new Place(file, span), message);
    diagnostics.add(diagnostic);
    return diagnostic;
  }

  private static Yaml.Style style(ScalarStyle style) {
    return switch (style) {
      case PLAIN, JSON_SCALAR_STYLE -> Yaml.Style.PLAIN;
      case SINGLE_QUOTED -> Yaml.Style.SINGLE_QUOTED;
      case DOUBLE_QUOTED -> Yaml.Style.DOUBLE_QUOTED;
      case LITERAL, FOLDED -> Yaml.Style.BLOCK;
    };
  }

  /** A collection whose end has not come yet. */
  private interface Open extends Consumer<Yaml> {
    Optional<Anchor> anchor();

    Yaml close(int end);
  }

  private static final class OpenSequence implements Open {
    private final int start;
    private final boolean flow;
    private final Optional<Anchor> anchor;
    private final List<Yaml> items = new ArrayList<>();
    private long size = 1;

    OpenSequence(int start, boolean flow, Optional<Anchor> anchor) {
      this.start = start;
      this.flow = flow;
      this.anchor = anchor;
    }

    @Override
    public Optional<Anchor> anchor() {
      return anchor;
    }

    @Override
    public void accept(Yaml value) {
      items.add(value);
      size += value.size();
    }

    @Override
    public Yaml close(int end) {
      int last = flow || items.isEmpty() ? end : items.getLast().span().end();
      return new Yaml.Sequence(items, size, new Span(start, Math.max(start, last)));
    }
  }

  private final class OpenMapping implements Open {
    private final int start;
    private final boolean flow;
    private final Optional<Anchor> anchor;
    private final List<Yaml.Entry> entries = new ArrayList<>();
    private long size = 1;
    private @Nullable Yaml key;

    OpenMapping(int start, boolean flow, Optional<Anchor> anchor) {
      this.start = start;
      this.flow = flow;
      this.anchor = anchor;
    }

    @Override
    public Optional<Anchor> anchor() {
      return anchor;
    }

    @Override
    public void accept(Yaml value) {
      size += value.size();
      if (key == null) {
        key = value;
        return;
      }
      if (key instanceof Yaml.Scalar name) {
        entries.add(new Yaml.Entry(name, value));
      } else {
        report(key.span(), "A key is a word or a text; " + key.kind() + " stands here.");
      }
      key = null;
    }

    @Override
    public Yaml close(int end) {
      int last = flow || entries.isEmpty() ? end : entries.getLast().value().span().end();
      var whole = flow ? new FlowCommas(file, diagnostics).mend(entries) : entries;
      return new Yaml.Mapping(
          withoutRepetitions(whole), size, new Span(start, Math.max(start, last)));
    }
  }

  private List<Yaml.Entry> withoutRepetitions(List<Yaml.Entry> entries) {
    Map<String, Yaml.Scalar> first = new HashMap<>();
    List<Yaml.Entry> kept = new ArrayList<>();
    for (Yaml.Entry entry : entries) {
      Yaml.Scalar before = first.putIfAbsent(entry.key().value(), entry.key());
      if (before == null) {
        kept.add(entry);
      } else {
        Place place = new Place(file, entry.key().span());
        String message = "The key `" + entry.key().value() + "` stands twice in one mapping.";
        diagnostics.add(
            Diagnostic.of(Code.DUPLICATE_NAME, place, message)
                .related(new Place(file, before.span()), "it stands here first"));
      }
    }
    return kept;
  }
}
