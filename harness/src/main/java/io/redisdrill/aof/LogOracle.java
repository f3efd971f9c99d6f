package io.redisdrill.aof;

import io.redisdrill.aof.AofLog.Part;
import io.redisdrill.platform.DataFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/**
 * Says of writes without an answer whether Redis executed them: those that are in its log it did.
 * Of one that is not nothing follows, as a rewrite leaves only the last value of a key, in an RDB
 * file.
 */
public final class LogOracle {
  /**
   * A write of the workload.
   *
   * @param writer from 0
   * @param version of that writer, from 1
   */
  public record WriteId(int writer, int version) {}

  private LogOracle() {}

  /** Returns those of {@code asked} that are in the log; none where there is no log. */
  public static Set<WriteId> executed(DataFiles files, Set<WriteId> asked) {
    Set<WriteId> found = new HashSet<>();
    AofLog.in(files)
        .ifPresent(
            log ->
                log.parts().stream()
                    .filter(Part::exists)
                    .forEach(part -> look(files, part, asked, found)));
    return found;
  }

  private static void look(DataFiles files, Part part, Set<WriteId> asked, Set<WriteId> found) {
    Set<WriteId> open = new HashSet<>();
    try (DataFiles.Content content = files.open(part.path());
        AofReader reader = AofReader.open(content.stream())) {
      while (reader.next()) {
        if (reader.version() > 0) {
          WriteId write = new WriteId(reader.writer(), reader.version());
          if (asked.contains(write)) {
            (reader.inTransaction() ? open : found).add(write);
          }
        }
        if (reader.name().startsWith("FLUSH")) {
          found.clear();
          open.clear();
        }
        if (reader.name().equals("EXEC")) {
          found.addAll(open);
          open.clear();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
