/**
 * The append-only file: its manifest, its parts, and every command in them. Aims faults, says what
 * a log held before and after one, and finds where it can be cut.
 */
@NullMarked
package io.redisdrill.aof;

import org.jspecify.annotations.NullMarked;
