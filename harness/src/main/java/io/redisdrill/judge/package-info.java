/** From what was recorded to a verdict, without a Redis. */
@NullMarked
package io.redisdrill.judge;

import org.jspecify.annotations.NullMarked;
