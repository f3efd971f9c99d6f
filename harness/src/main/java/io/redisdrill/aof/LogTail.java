package io.redisdrill.aof;

import io.redisdrill.aof.AofLog.Part;
import io.redisdrill.aof.AofLog.Role;
import io.redisdrill.aof.LogSurvey.Range;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.DataFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The last bytes of each file of a log, as they were when it was taken: about a millisecond for any
 * size of log, so that it can be taken while somebody waits for Redis. What Redis does to the files
 * from then on changes nothing in it. Of a base in RDB it shows nothing.
 */
public final class LogTail {
  /** Of each file so much is taken at most. */
  static final int BYTES = 1 << 20;

  /** As a rewrite under way leaves them; more would only be there after several that failed. */
  private static final int MOST_FILES = 3;

  /** So many commands behind a beginning that was not seen are no one transaction of ours. */
  private static final int FEWEST_COMMANDS = 64;

  /**
   * Of one file.
   *
   * @param bytes from the beginning of a command on
   * @param whole whether they are all of the file
   */
  private record Piece(byte[] bytes, boolean whole) {}

  private final List<Part> parts;
  private final List<Piece> pieces;

  private LogTail(List<Part> parts, List<Piece> pieces) {
    this.parts = parts;
    this.pieces = pieces;
  }

  /**
   * Takes it; nothing where there is no log.
   *
   * @throws io.redisdrill.DrillException if its manifest cannot be understood
   */
  public static Optional<LogTail> of(DataFiles files) {
    return AofLog.in(files).map(log -> new LogTail(log.parts(), pieces(files, log)));
  }

  private static List<Piece> pieces(DataFiles files, AofLog log) {
    List<Part> appended =
        log.parts().stream().filter(part -> part.exists() && part.role() != Role.BASE).toList();
    return appended.stream()
        .skip(Math.max(0, appended.size() - MOST_FILES))
        .map(part -> piece(files, part))
        .toList();
  }

  private static Piece piece(DataFiles files, Part part) {
    long from = Math.max(0, part.size() - BYTES);
    byte[] bytes = files.read(part.path(), from, (int) (part.size() - from));
    return new Piece(bytes, from == 0);
  }

  /** Returns how many bytes of it there are. */
  public long bytes() {
    return pieces.stream().mapToLong(piece -> piece.bytes().length).sum();
  }

  /**
   * Reads it.
   *
   * @param shortened paths of files of the data directory that are shorter than they were, or gone
   */
  public LogEnd read(Set<String> shortened) throws IOException {
    boolean unbroken =
        parts.stream().allMatch(Part::exists)
            && parts.subList(0, parts.size() - 1).stream()
                .noneMatch(part -> shortened.contains(part.path()));
    Map<Integer, Range> writers = new HashMap<>();
    // Between two files of which the first was shortened there is a gap.
    for (Piece piece : unbroken ? pieces : last(pieces)) {
      read(piece).forEach((writer, range) -> writers.merge(writer, range, Range::and));
    }
    return new LogEnd(writers, unbroken);
  }

  private static List<Piece> last(List<Piece> pieces) {
    return pieces.subList(Math.max(0, pieces.size() - 1), pieces.size());
  }

  private static Map<Integer, Range> read(Piece piece) throws IOException {
    int from = piece.whole() ? 0 : firstCommand(piece.bytes());
    Map<Integer, Range> executed = new HashMap<>();
    List<Map.Entry<Integer, Integer>> open = new ArrayList<>();
    long commands = 0;
    try (AofReader reader =
        AofReader.open(
            new ByteArrayInputStream(piece.bytes(), from, piece.bytes().length - from))) {
      while (reader.next()) {
        commands++;
        int version = reader.version();
        if (version > 0 && reader.writer() < Workload.MOST_WRITERS) {
          open.add(Map.entry(reader.writer(), version));
        }
        if (!reader.inTransaction() || reader.name().equals("EXEC")) {
          open.forEach(write -> note(executed, write.getKey(), write.getValue()));
          open.clear();
        }
      }
    }
    return piece.whole() || commands >= FEWEST_COMMANDS ? executed : Map.of();
  }

  private static void note(Map<Integer, Range> executed, int writer, int version) {
    executed.merge(writer, new Range(version, version), Range::and);
  }

  /** Values of the workload hold no line ends, so that none of them looks like a command. */
  private static int firstCommand(byte[] bytes) {
    for (int i = 2; i < bytes.length; i++) {
      if (bytes[i] == '*' && bytes[i - 1] == '\n' && bytes[i - 2] == '\r') {
        return i;
      }
    }
    return bytes.length;
  }
}
