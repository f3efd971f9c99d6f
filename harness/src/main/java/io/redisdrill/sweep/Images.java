package io.redisdrill.sweep;

import java.io.IOException;
import java.nio.file.Path;

/** All images of one kind that a data directory has. */
sealed interface Images permits Truncations, BitFlips, Undamaged, CrashSubsets {
  /** Returns how many there are: positions run from 0. */
  long count();

  /** Returns the damaged file, relative to the data directory, or what is damaged in words. */
  String file();

  /** Returns its length. */
  long bytes();

  /** Returns whether {@link #place} writes a file; the others are as they were. */
  boolean covers(String file);

  /** Returns how many units stand before the damage; -1 where the log does not tell. */
  int expected(long position, RecordedLog log);

  /** Writes what is damaged into a directory that holds all others. */
  void place(long position, Path source, Path target) throws IOException;

  /** Returns what the damage is. */
  String words(long position);

  /** Returns how many units stand before an offset of a file; all, for one that is no log. */
  static int before(RecordedLog log, String file, long offset) {
    int place = log.place(file);
    return place < 0 ? log.units().size() : log.units().before(place, offset);
  }
}
