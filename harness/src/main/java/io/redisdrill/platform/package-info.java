/** Where a stack runs, seen through the few primitives that faults and recoveries need. */
@NullMarked
package io.redisdrill.platform;

import org.jspecify.annotations.NullMarked;
