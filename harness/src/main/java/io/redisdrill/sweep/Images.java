package io.redisdrill.sweep;

import java.io.IOException;
import java.nio.file.Path;

/** All images of one kind that a data directory has. */
sealed interface Images permits Truncations, BitFlips, Undamaged {
  /** Returns how many there are: positions run from 0. */
  long count();

  /** Returns where in the damaged file the image of a position differs first. */
  long offset(long position);

  /** Returns the damaged file, relative to the data directory. */
  String file();

  /** Writes the damaged file into a directory that holds all others. */
  void place(long position, Path source, Path target) throws IOException;
}
