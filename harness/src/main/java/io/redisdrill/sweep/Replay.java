package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.redis.RawConnection;
import io.redisdrill.redis.Request;
import io.redisdrill.sweep.DataSource.Part;
import io.redisdrill.sweep.DataSource.Role;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Replays a log through a connection, unit by unit, to a server that reads no log of its own: so it
 * knows what each prefix of the log means without the loader that is tried.
 */
final class Replay {
  private static final byte[] SILENT = Request.encode("CLIENT", "REPLY", "OFF");
  private static final byte[] AGAIN = Request.encode("CLIENT", "REPLY", "ON");
  private static final byte[] SNAPSHOT = {'R', 'E', 'D', 'I', 'S'};
  private static final int CHUNK = 1 << 16;

  private final Path master;
  private final List<Part> log;

  Replay(Path master, List<Part> log) {
    this.master = master;
    this.log = log;
  }

  /** Returns whether a file begins as a snapshot does. */
  static boolean isSnapshot(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return ByteBuffer.wrap(in.readNBytes(SNAPSHOT.length)).equals(ByteBuffer.wrap(SNAPSHOT));
    }
  }

  Units units() throws IOException {
    Units units = new Units();
    for (int i = 0; i < log.size(); i++) {
      Path file = master.resolve(log.get(i).file());
      if (!isSnapshot(file)) {
        try (InputStream in = Files.newInputStream(file)) {
          UnitScanner.scan(in, 0, i, units);
        }
      }
    }
    return units;
  }

  /** Replays all on a server at {@code station}, whose settings load no log. */
  Oracle run(Station station, Duration limit) throws IOException {
    Files.createDirectories(station.data());
    for (Part part : log) {
      if (part.role() == Role.BASE && isSnapshot(master.resolve(part.file()))) {
        Files.copy(master.resolve(part.file()), station.data().resolve("base.rdb"));
      }
    }
    Units units = units();
    List<String> digests = new ArrayList<>();
    try (Server reference = Server.boot(station, limit)) {
      if (reference.start() != Server.Start.SERVING) {
        throw new DrillException(
            "Cannot replay the log of the data directory",
            "a server that loads its base",
            LastWords.line(station.log()),
            "Name the redis-server that wrote it with --redis PATH or --image NAME.");
      }
      digests.add(reference.loaded());
      replay(units, reference, digests);
    }
    return new Oracle(units, digests);
  }

  private void replay(Units units, Server reference, List<String> digests) throws IOException {
    int unit = 0;
    for (int i = 0; i < log.size(); i++) {
      try (FileChannel file = FileChannel.open(master.resolve(log.get(i).file()))) {
        for (; unit < units.size() && units.file(unit) == i; unit++) {
          file.position(units.start(unit));
          send(file, units.end(unit) - units.start(unit), reference.connection());
          digests.add(reference.digest());
        }
      }
    }
  }

  /** Without replies, which can be of any shape, between two that are known. */
  private static void send(FileChannel file, long bytes, RawConnection to) throws IOException {
    to.write(SILENT, SILENT.length);
    InputStream in = Channels.newInputStream(file);
    byte[] buffer = new byte[(int) Math.min(CHUNK, bytes)];
    for (long left = bytes; left > 0; ) {
      int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
      if (read == 0) {
        throw new EOFException("the log is shorter than it was");
      }
      to.write(buffer, read);
      left -= read;
    }
    to.write(AGAIN, AGAIN.length);
    String said = String.valueOf(to.reply());
    if (!said.equals("OK")) {
      throw new IOException("the reference server said '" + said + "'");
    }
  }
}
