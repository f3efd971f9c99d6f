/**
 * What people read of a run: pages, summaries, test reports, each a pure function of its directory.
 */
@NullMarked
package io.redisdrill.report;

import org.jspecify.annotations.NullMarked;
