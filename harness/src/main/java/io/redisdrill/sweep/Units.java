package io.redisdrill.sweep;

import java.util.Arrays;

/**
 * The units of a log in their order: a command, or a whole transaction, which a server loads as one
 * or not at all. Grows while it is read.
 */
final class Units {
  private static final int FIRST = 256;

  private int[] files = new int[FIRST];
  private long[] starts = new long[FIRST];
  private long[] ends = new long[FIRST];
  private int size;

  void add(int file, long start, long end) {
    if (size == files.length) {
      files = Arrays.copyOf(files, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    files[size] = file;
    starts[size] = start;
    ends[size] = end;
    size++;
  }

  int size() {
    return size;
  }

  int file(int unit) {
    return files[unit];
  }

  long start(int unit) {
    return starts[unit];
  }

  long end(int unit) {
    return ends[unit];
  }

  /** Returns how many units end at or before an offset of a file, those of earlier files too. */
  int before(int file, long offset) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      boolean whole = files[middle] < file || (files[middle] == file && ends[middle] <= offset);
      if (whole) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
