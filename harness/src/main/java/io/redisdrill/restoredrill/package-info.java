/**
 * Takes a backup that the tool never saw being made, restores it into a fresh Redis, and keeps what
 * that showed as evidence: sealed, and signed if a key is given.
 */
@NullMarked
package io.redisdrill.restoredrill;

import org.jspecify.annotations.NullMarked;
