/** Damages a recorded data directory in every way there is, and starts a server on each result. */
@NullMarked
package io.redisdrill.sweep;

import org.jspecify.annotations.NullMarked;
