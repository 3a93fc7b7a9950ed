package dev.mensura.mcp;

/** Something that an agent can have done. */
interface Tool {
  Card card();

  /**
   * Does it.
   *
   * @param arguments as the card's input schema has them
   * @throws Refusal if it can't be done as it was asked for
   */
  Reply call(Arguments arguments, Call call);
}
