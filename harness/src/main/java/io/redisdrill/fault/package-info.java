/** What goes wrong, with proof that it did. */
@NullMarked
package io.redisdrill.fault;

import org.jspecify.annotations.NullMarked;
