/** Measurements of the tool itself, as ratios within one run. */
@NullMarked
package io.redisdrill.scenario.bench;

import org.jspecify.annotations.NullMarked;
