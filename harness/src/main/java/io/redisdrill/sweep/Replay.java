package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.redis.RawConnection;
import io.redisdrill.redis.Request;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Replays a log through a connection, unit by unit, to a server that reads no log of its own: so it
 * knows what each prefix of the log means without the loader that is tried.
 */
final class Replay {
  private static final byte[] SILENT = Request.encode("CLIENT", "REPLY", "OFF");
  private static final byte[] AGAIN = Request.encode("CLIENT", "REPLY", "ON");
  private static final int CHUNK = 1 << 16;

  /** A digest costs as much as the dataset has keys: of more units only some are asked for. */
  private static final int ALL = 5_000;

  /** So many units before one that is asked for: a loader that drops more than one. */
  private static final int WINDOW = 16;

  private final RecordedLog log;
  private final Map<String, List<Integer>> states = new HashMap<>();
  private final byte[] buffer = new byte[CHUNK];

  Replay(RecordedLog log) {
    this.log = log;
  }

  /**
   * Replays all on a server at {@code station}, whose settings load no log.
   *
   * @param expected the units that images should have loaded
   */
  Oracle run(Station station, BitSet expected, Duration limit) throws IOException {
    Files.createDirectories(station.data());
    if (log.snapshot().isPresent()) {
      log.snapshot().get().copy(log.directory(), station.data().resolve("base.rdb"));
    }
    BitSet wanted = wanted(expected);
    String base;
    try (Server reference = Server.boot(station, limit)) {
      if (reference.start() != Server.Start.SERVING) {
        throw new DrillException(
            "Cannot replay the log of the data directory",
            "a server that loads its base",
            LastWords.line(station.log()),
            "Name the redis-server that wrote it with --redis PATH or --image NAME.");
      }
      base = reference.loaded();
      note(0, base);
      replay(wanted, reference);
    }
    int all = log.units().size();
    return new Oracle(all, base, states, wanted.cardinality() == all + 1);
  }

  private BitSet wanted(BitSet expected) {
    int all = log.units().size();
    BitSet wanted = new BitSet();
    wanted.set(0);
    wanted.set(all);
    if (all <= ALL) {
      wanted.set(0, all + 1);
    }
    expected.stream()
        .filter(unit -> unit <= all)
        .forEach(unit -> wanted.set(Math.max(0, unit - WINDOW), unit + 1));
    return wanted;
  }

  private void note(int units, String digest) {
    states.computeIfAbsent(digest, unknown -> new ArrayList<>()).add(units);
  }

  private void replay(BitSet wanted, Server reference) throws IOException {
    Units units = log.units();
    int done = 0;
    for (int i = 0; i < log.files().size(); i++) {
      try (FileChannel file =
          FileChannel.open(log.directory().resolve(log.files().get(i).file()))) {
        // Replies can be of any shape: the server is silent between two that are known.
        reference.connection().write(SILENT, SILENT.length);
        while (done < units.size() && units.file(units.firstCommand(done)) == i) {
          send(file, done, reference.connection());
          done++;
          if (wanted.get(done)) {
            answer(reference);
            note(done, reference.digest());
            reference.connection().write(SILENT, SILENT.length);
          }
        }
        answer(reference);
      }
    }
  }

  private static void answer(Server reference) throws IOException {
    reference.connection().write(AGAIN, AGAIN.length);
    String said = String.valueOf(reference.connection().reply());
    if (!said.equals("OK")) {
      throw new IOException("the reference server said '" + said + "'");
    }
  }

  /** Command by command: annotations in between are no part of the protocol. */
  private void send(FileChannel file, int unit, RawConnection to) throws IOException {
    Units units = log.units();
    for (int i = units.firstCommand(unit); i < units.firstCommand(unit + 1); i++) {
      file.position(units.start(i));
      InputStream in = Channels.newInputStream(file);
      for (long left = units.end(i) - units.start(i); left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(CHUNK, left));
        if (read < 0) {
          throw new EOFException("the log is shorter than it was");
        }
        to.write(buffer, read);
        left -= read;
      }
    }
  }
}
