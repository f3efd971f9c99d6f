/** Backups of a Redis while it is written to, and their restore. */
@NullMarked
package io.redisdrill.backup;

import org.jspecify.annotations.NullMarked;
