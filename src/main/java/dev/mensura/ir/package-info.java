/**
 * What a metric and a query <em>are</em>, after every name is resolved and every type is known. In:
 * what {@code check} found. Out: values that are compared, hashed and planned.
 *
 * <p><b>Invariant:</b> holds no errors and no spans: a metric with an error is absent, its
 * neighbours are there.
 */
@NullMarked
package dev.mensura.ir;

import org.jspecify.annotations.NullMarked;
