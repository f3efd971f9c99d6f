package io.redisdrill.aof;

import io.redisdrill.aof.AofLog.Part;
import io.redisdrill.aof.AofLog.Role;
import io.redisdrill.aof.LogSurvey.Range;
import io.redisdrill.aof.LogSurvey.Seen;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.DataFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the files of a log once, in their order. */
final class Surveyor {
  private final DataFiles files;
  private final List<Seen> seen = new ArrayList<>();
  private final Map<Integer, List<Range>> executed = new HashMap<>();
  private final Map<Integer, List<Range>> cutOff = new HashMap<>();
  private final Map<Integer, Range> inFile = new HashMap<>();
  private final Map<Integer, Range> open = new HashMap<>();

  Surveyor(DataFiles files) {
    this.files = files;
  }

  LogSurvey survey(AofLog log) {
    for (Part part : log.parts()) {
      if (part.exists()) {
        try (DataFiles.Content content = files.open(part.path());
            AofReader reader = AofReader.open(content.stream())) {
          read(part, content.size(), reader);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return new LogSurvey(executed, cutOff, seen);
  }

  private void read(Part part, long size, AofReader reader) throws IOException {
    long commands = 0;
    while (reader.next()) {
      commands++;
      if (part.role() != Role.BASE) {
        note(reader);
      }
      if (reader.name().equals("EXEC")) {
        open.forEach((writer, range) -> inFile.merge(writer, range, Range::and));
        open.clear();
      }
    }
    hand(inFile, executed);
    hand(open, cutOff);
    seen.add(new Seen(part.path(), size, commands, reader.wholeUnits(), reader.ending()));
  }

  private static void hand(Map<Integer, Range> from, Map<Integer, List<Range>> to) {
    from.forEach((writer, range) -> to.computeIfAbsent(writer, w -> new ArrayList<>()).add(range));
    from.clear();
  }

  private void note(AofReader reader) {
    int version = reader.version();
    if (version > 0 && reader.writer() < Workload.MOST_WRITERS) {
      Map<Integer, Range> into = reader.inTransaction() ? open : inFile;
      Range range = into.get(reader.writer());
      into.put(reader.writer(), range == null ? new Range(version, version) : range.and(version));
    }
  }
}
