package io.redisdrill.aof;

import io.redisdrill.DrillException;
import io.redisdrill.aof.AofLog.Part;
import io.redisdrill.aof.AofLog.Role;
import io.redisdrill.platform.DataFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Where a log is to be cut.
 *
 * @param place what {@code amount} means
 * @param amount see there
 */
public record AofAim(Place place, long amount) {
  /** What a cut is aimed at; where nothing else is said, in the file that Redis appends to. */
  public enum Place {
    /** So many bytes before the end. */
    BYTES,
    /** So many hundredths before the end. */
    PERCENT,
    /** Right before a command, counted from the end: 1 is the last. */
    BEFORE_COMMAND,
    /** In the middle of such a command. */
    INSIDE_COMMAND,
    /** Right behind such a command. */
    AFTER_COMMAND,
    /** In the middle of the second command of the last transaction, or of its EXEC. */
    INSIDE_TRANSACTION,
    /** So many hundredths before the end of the base. */
    BASE,
    /** So many hundredths before the end of the increment before the last. */
    EARLIER;

    /** Returns whether an amount says where. */
    public boolean takesAmount() {
      return this != INSIDE_TRANSACTION;
    }
  }

  /**
   * A cut that is aimed.
   *
   * @param path of the file, below the data directory
   * @param size in bytes, before
   * @param to in bytes, afterwards
   * @param words where that is
   */
  public record Cut(String path, long size, long to, String words) {}

  private static final int WHOLE = 100;
  private static final long MOST_COMMANDS = 1_000_000;

  /**
   * Finds it in the log of a Redis that is down.
   *
   * @throws DrillException if there is no such place
   */
  public Cut in(DataFiles files) {
    AofLog log = AofLog.in(files).orElseThrow(() -> none(files.list().toString()));
    Part part = part(log);
    return switch (place) {
      case BYTES -> new Cut(part.path(), part.size(), Math.max(0, part.size() - amount), words());
      case PERCENT, BASE, EARLIER ->
          new Cut(
              part.path(),
              part.size(),
              part.size() - Math.round((double) part.size() / WHOLE * amount),
              words());
      default -> scan(files, part);
    };
  }

  /** Returns the size of a file, or 0 if it is gone. */
  public static long size(DataFiles files, String path) {
    return files.list().stream()
        .filter(file -> file.path().equals(path))
        .mapToLong(DataFiles.DataFile::size)
        .findFirst()
        .orElse(0);
  }

  private String words() {
    return switch (place) {
      case BYTES -> amount + " bytes before the end";
      case PERCENT, BASE, EARLIER -> amount + " % before the end";
      case INSIDE_TRANSACTION -> "inside the last transaction";
      default ->
          place.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + amount + " from the end";
    };
  }

  private Part part(AofLog log) {
    List<Part> found =
        log.parts().stream()
            .filter(part -> part.size() > 0)
            .filter(part -> (part.role() == Role.BASE) == (place == Place.BASE))
            .toList();
    int fromTheEnd = place == Place.EARLIER ? 2 : 1;
    if (found.size() < fromTheEnd) {
      throw none(log.parts().toString());
    }
    return found.get(found.size() - fromTheEnd);
  }

  private DrillException none(String found) {
    return new DrillException(
        "Cannot cut the AOF (" + words() + ")",
        "a file of the AOF with such a place",
        found,
        "Set appendonly yes, load more before, or aim elsewhere.");
  }

  private record Extent(long from, long to) {
    long middle() {
      return from + (to - from) / 2;
    }
  }

  private Cut scan(DataFiles files, Part part) {
    Deque<Extent> last = new ArrayDeque<>();
    long inside = -1;
    try (DataFiles.Content content = files.open(part.path());
        AofReader reader = AofReader.open(content.stream())) {
      int sinceMulti = 0;
      while (reader.next()) {
        sinceMulti = reader.name().equals("MULTI") ? 0 : sinceMulti + 1;
        if (reader.inTransaction() && sinceMulti == 2) {
          inside = new Extent(reader.offset(), reader.end()).middle();
        }
        last.addLast(new Extent(reader.offset(), reader.end()));
        if (last.size() > Math.min(amount, MOST_COMMANDS)) {
          last.removeFirst();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Cut(part.path(), part.size(), at(last, inside, part), words());
  }

  private long at(Deque<Extent> last, long inside, Part part) {
    if (place == Place.INSIDE_TRANSACTION) {
      if (inside < 0) {
        throw none(part.path() + " without a transaction");
      }
      return inside;
    }
    if (last.size() < amount) {
      throw none(last.size() + " commands in " + part.path());
    }
    Extent command = last.getFirst();
    return switch (place) {
      case BEFORE_COMMAND -> command.from();
      case AFTER_COMMAND -> command.to();
      default -> command.middle();
    };
  }
}
