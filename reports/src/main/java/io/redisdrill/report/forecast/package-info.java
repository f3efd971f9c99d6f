/** How long a recovery will take at a size that was not drilled, with the interval it lies in. */
@NullMarked
package io.redisdrill.report.forecast;

import org.jspecify.annotations.NullMarked;
