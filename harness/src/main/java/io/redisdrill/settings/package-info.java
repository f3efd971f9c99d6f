/** Settings from several places, each with the place it came from. */
@NullMarked
package io.redisdrill.settings;

import org.jspecify.annotations.NullMarked;
