/** What a report tells, taken from a run directory. */
@NullMarked
package io.redisdrill.report.model;

import org.jspecify.annotations.NullMarked;
