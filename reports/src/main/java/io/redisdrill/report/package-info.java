/** What people and programs read of a run. */
@NullMarked
package io.redisdrill.report;

import org.jspecify.annotations.NullMarked;
