/** A drill: what is deployed, how it is loaded, what goes wrong, and what was lost. */
@NullMarked
package io.redisdrill;

import org.jspecify.annotations.NullMarked;
