/**
 * Where metrics that are defined while the system runs are kept. In: entries that the compiler made
 * and who wants them kept. Out: what is kept now, the history of it, and how often it was used. All
 * of it is files for people too; nothing here knows what a definition means.
 *
 * <p><b>Invariant:</b> whatever happens to a writer, readers find the generation before its change
 * or the one after it, and what {@link dev.mensura.registry.store.MetricStore#change} returned from
 * is never lost.
 */
@NullMarked
package dev.mensura.registry.store;

import org.jspecify.annotations.NullMarked;
