package dev.mensura.mcp;

import dev.mensura.diagnostic.Compiled;
import dev.mensura.live.Answered;
import dev.mensura.live.Caps;
import dev.mensura.live.Question;
import dev.mensura.source.SourceFile;
import java.time.Duration;
import java.util.OptionalLong;

/** A question to the database on behalf of a call, within its caps. */
record Asking(Desk desk, Arguments arguments, Call call) {
  Caps caps() {
    long rows = arguments.whole("max_rows").orElse(Limits.ROWS);
    Duration time =
        Duration.ofSeconds(arguments.whole("timeout_seconds").orElse(Limits.TIMEOUT.toSeconds()));
    return new Caps(rows, Limits.ANSWER_BYTES, time);
  }

  Compiled<Answered> ask(SourceFile text) {
    return desk.project()
        .ask(
            new Question(text, Moments.of(arguments), OptionalLong.empty(), caps(), desk.by(call)),
            call.cancellation());
  }
}
