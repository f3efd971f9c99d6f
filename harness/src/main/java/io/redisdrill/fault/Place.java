package io.redisdrill.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a file. Immutable.
 *
 * @param unit of the value
 * @param value how far from its beginning
 */
public record Place(Unit unit, long value) {
  private static final Pattern COMMAND = Pattern.compile("\r\n(?=\\*\\d{1,9}\r\n\\$)");
  // No value of a workload is longer, so that a command begins in this many bytes.
  private static final int LONGEST_COMMAND = 1 << 21;

  /** In what a place is measured. */
  public enum Unit {
    /** Bytes from the beginning. */
    BYTES,
    /** Percent of the size. */
    PERCENT,
    /** The beginning of the first command behind a percentage of the size; only in an AOF. */
    COMMAND
  }

  public Place {
    if (value < 0 || (unit != Unit.BYTES && value > 99)) {
      throw new UsageException(
          "Cannot point at a place in a file",
          "an offset of at least 0, or 0 to 99 percent",
          value + " in " + unit,
          "Use Place.percent(10), say.");
    }
  }

  /** A number of bytes from the beginning. */
  public static Place offset(long bytes) {
    return new Place(Unit.BYTES, bytes);
  }

  /** A part of the file from the beginning. */
  public static Place percent(int percent) {
    return new Place(Unit.PERCENT, percent);
  }

  /** The beginning of the first command behind a part of the file. */
  public static Place commandAt(int percent) {
    return new Place(Unit.COMMAND, percent);
  }

  /**
   * Returns the offset in a file.
   *
   * @throws DrillException if the file ends before
   */
  long in(DataFiles files, DataFile file) {
    long at = unit == Unit.BYTES ? value : file.size() * value / 100;
    if (at >= file.size()) {
      throw none(file, "a file of %,d bytes".formatted(file.size()));
    }
    return unit == Unit.COMMAND ? command(files, file, at) : at;
  }

  private long command(DataFiles files, DataFile file, long at) {
    String text = new String(files.read(file.path(), at, LONGEST_COMMAND), ISO_8859_1);
    Matcher begin = COMMAND.matcher(text);
    if (!begin.find()) {
      throw none(file, "no command behind byte %,d".formatted(at));
    }
    return at + begin.end();
  }

  private DrillException none(DataFile file, String found) {
    return new DrillException(
        "Cannot change %s at %s".formatted(file.path(), this),
        "a byte at that place",
        found,
        "Choose another place, or write more before.");
  }

  @Override
  public String toString() {
    return switch (unit) {
      case BYTES -> "byte " + value;
      case PERCENT -> value + " %";
      case COMMAND -> "the first command after " + value + " %";
    };
  }
}
