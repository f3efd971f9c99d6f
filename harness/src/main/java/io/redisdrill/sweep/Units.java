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
  private int commands;
  private int[] units = new int[FIRST];
  private int size;

  /** Adds a command, which lies in {@code file} from {@code start} to {@code end}. */
  void addCommand(int file, long start, long end) {
    if (commands == files.length) {
      files = Arrays.copyOf(files, commands * 2);
      starts = Arrays.copyOf(starts, commands * 2);
      ends = Arrays.copyOf(ends, commands * 2);
    }
    files[commands] = file;
    starts[commands] = start;
    ends[commands] = end;
    commands++;
  }

  /** The commands since the last unit are one. */
  void endUnit() {
    if (size == units.length) {
      units = Arrays.copyOf(units, size * 2);
    }
    units[size] = commands;
    size++;
  }

  /** The commands since the last unit are none. */
  void dropRest() {
    commands = size == 0 ? 0 : units[size - 1];
  }

  int size() {
    return size;
  }

  /** Returns the number of the first command of a unit; that of the one after the last is known. */
  int firstCommand(int unit) {
    return unit == 0 ? 0 : units[unit - 1];
  }

  int file(int command) {
    return files[command];
  }

  long start(int command) {
    return starts[command];
  }

  long end(int command) {
    return ends[command];
  }

  /** Returns how many units end at or before an offset of a file, those of earlier files too. */
  int before(int file, long offset) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      int last = units[middle] - 1;
      boolean whole = files[last] < file || (files[last] == file && ends[last] <= offset);
      from = whole ? middle + 1 : from;
      to = whole ? to : middle;
    }
    return from;
  }
}
