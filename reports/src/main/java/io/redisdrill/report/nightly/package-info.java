/** What a night of drills showed, and whether it got worse: {@code nightly.json} and its trend. */
@NullMarked
package io.redisdrill.report.nightly;

import org.jspecify.annotations.NullMarked;
