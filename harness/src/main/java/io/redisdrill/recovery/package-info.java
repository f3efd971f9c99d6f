/** How service comes back, and how long each part of it took. */
@NullMarked
package io.redisdrill.recovery;

import org.jspecify.annotations.NullMarked;
