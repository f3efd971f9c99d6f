package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.aof.AofReader;
import io.redisdrill.aof.AofReader.Ending;
import io.redisdrill.sweep.DataSource.Part;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * What a log holds.
 *
 * @param directory of its files
 * @param files in their order, relative to the directory
 * @param units in all of them
 * @param snapshot the RDB file that it begins with, if it does
 */
record RecordedLog(Path directory, List<Part> files, Units units, Optional<Snapshot> snapshot) {
  /**
   * An RDB file, or the front of a file.
   *
   * @param file that it is in
   */
  record Snapshot(Part file, long bytes) {
    void copy(Path directory, Path to) throws IOException {
      try (FileChannel in = FileChannel.open(directory.resolve(file.file()));
          FileChannel out =
              FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        for (long done = 0; done < bytes; ) {
          done += in.transferTo(done, bytes - done, out);
        }
      }
    }
  }

  /**
   * Reads one.
   *
   * @param directory with a copy of the files
   * @param source what it is a copy of
   * @throws DrillException if it holds something else than commands
   */
  static RecordedLog read(Path directory, DataSource source) throws IOException {
    List<Part> files = source.log();
    Units units = new Units();
    Optional<Snapshot> snapshot = Optional.empty();
    for (int i = 0; i < files.size(); i++) {
      Part part = files.get(i);
      try (AofReader reader =
          AofReader.open(Files.newInputStream(directory.resolve(part.file())))) {
        while (reader.next()) {
          units.addCommand(i, reader.offset(), reader.end());
          if (!reader.inTransaction() || reader.name().equals("EXEC")) {
            units.endUnit();
          }
        }
        units.dropRest();
        requireCommands(source.directory(), part, reader);
        snapshot =
            reader.preamble() == 0 ? snapshot : Optional.of(new Snapshot(part, reader.preamble()));
      }
    }
    return new RecordedLog(directory, files, units, snapshot);
  }

  private static void requireCommands(Path directory, Part part, AofReader reader) {
    if (reader.ending() == Ending.UNREADABLE) {
      throw DataSource.cannot(
          directory,
          "commands in " + part.file(),
          "none at byte %,d".formatted(reader.end()),
          "Mend it with redis-check-aof, or sweep files that a server wrote.");
    }
  }

  /** Returns the place of a file in the log, or -1 for one that is not in it. */
  int place(String file) {
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).file().equals(file)) {
        return i;
      }
    }
    return -1;
  }
}
