/** What a drill writes down: the run directory, its clock, its events. */
@NullMarked
package io.redisdrill.run;

import org.jspecify.annotations.NullMarked;
