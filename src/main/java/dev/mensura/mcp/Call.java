package dev.mensura.mcp;

import dev.mensura.live.Cancellation;
import java.util.Optional;

/**
 * One request at work.
 *
 * @param client the program that asks, as it calls itself
 * @param cancellation whether the answer is still wanted
 */
record Call(Optional<String> client, Cancellation cancellation) {}
