/** Tables that many drills fill. */
@NullMarked
package io.redisdrill.scenario.table;

import org.jspecify.annotations.NullMarked;
