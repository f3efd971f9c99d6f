/** The command line {@code drill}. */
@NullMarked
package io.redisdrill.scenario.cli;

import org.jspecify.annotations.NullMarked;
