/** The writes: versioned registers, their writers, and the history of every attempt. */
@NullMarked
package io.redisdrill.load;

import org.jspecify.annotations.NullMarked;
