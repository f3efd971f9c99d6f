/** Drills of one kind at several sizes, which a forecast rests on. */
@NullMarked
package io.redisdrill.scenario.forecast;

import org.jspecify.annotations.NullMarked;
