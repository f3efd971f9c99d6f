/** The catalogue as a matrix that runs every night. */
@NullMarked
package io.redisdrill.scenario.nightly;

import org.jspecify.annotations.NullMarked;
