/**
 * Runs SQL. In: the text of one statement and the models that it was made from. Out: {@link
 * dev.mensura.engine.Answer}, rows of typed values or what the database had to say, as diagnostics.
 * The only package that knows JDBC.
 *
 * <p><b>Invariant:</b> nothing is opened before {@link dev.mensura.engine.Engine#run}, and nothing
 * that is run can change the data.
 */
@NullMarked
package dev.mensura.engine;

import org.jspecify.annotations.NullMarked;
