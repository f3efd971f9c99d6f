/** Figures as people read them, and text of others made harmless. */
@NullMarked
package io.redisdrill.report.text;

import org.jspecify.annotations.NullMarked;
