package io.redisdrill.restoredrill;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.DrillException;
import io.redisdrill.Verdict;
import io.redisdrill.backup.BackupMetadata;
import io.redisdrill.backup.UnpackedBackup;
import io.redisdrill.redis.Console;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.RestoreResult.Contents;
import io.redisdrill.restoredrill.RestoreResult.Recorded;
import io.redisdrill.restoredrill.RestoreResult.SecondRestart;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** What a restored Redis holds, before and after it is started once more. */
final class Served {
  private Served() {}

  static Contents contents(RestoredServer server, UnpackedBackup backup) {
    try (Console console = server.console()) {
      Map<String, String> info = console.info();
      return new Contents(
          keys(info),
          Counting.keyspace(info).values().stream().mapToLong(counts -> counts[1]).sum(),
          expired(info),
          number(info, "used_memory"),
          Counting.databases(console, info),
          recorded(backup));
    }
  }

  private static long keys(Map<String, String> info) {
    return Counting.keyspace(info).values().stream().mapToLong(counts -> counts[0]).sum();
  }

  /** Dropped while it loaded an RDB file, and since then. */
  private static long expired(Map<String, String> info) {
    return number(info, "rdb_last_load_keys_expired") + number(info, "expired_keys");
  }

  private static long number(Map<String, String> info, String field) {
    String text = info.getOrDefault(field, "0");
    return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
  }

  private static Optional<Recorded> recorded(UnpackedBackup backup) {
    Map<String, Long> databases = new TreeMap<>();
    Counting.keyspace(backup.info())
        .forEach((number, counts) -> databases.put(Integer.toString(number), counts[0]));
    Optional<Long> memory =
        Optional.of(number(backup.info(), "used_memory")).filter(bytes -> bytes > 0);
    if (backup.told().isPresent()) {
      return Optional.of(
          new Recorded(BackupMetadata.FILE, backup.told().get().keys(), databases, memory));
    }
    return backup.info().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Recorded(BackupMetadata.INFO_FILE, keys(backup.info()), databases, memory));
  }

  /** A backup of a Redis that is written to may hold more than was counted before, or less. */
  static Optional<Check> compared(Contents contents) {
    return contents.recorded().map(recorded -> compared(contents, recorded));
  }

  private static Check compared(Contents contents, Recorded recorded) {
    long found = contents.keys() + contents.expired();
    String words =
        "%s there and %,d expired; %s says %,d"
            .formatted(
                Words.count(contents.keys(), "key"),
                contents.expired(),
                recorded.accordingTo(),
                recorded.keys());
    if (found >= recorded.keys()) {
      return new Check("keys", Verdict.PASS, words);
    }
    return contents.keys() == 0
        ? new Check("keys", Verdict.FAIL, words)
        : new Check(
            "keys",
            Verdict.UNKNOWN,
            words
                + ": whether %s were deleted while the backup was made cannot be told"
                    .formatted(Words.count(recorded.keys() - found, "key")));
  }

  /** Writes a key, starts Redis once more, and looks whether it and all others are there. */
  static SecondRestart restarted(RestoredServer server, Findings findings)
      throws InterruptedException {
    byte[] marker = ("redis-drill:" + UUID.randomUUID()).getBytes(US_ASCII);
    Map<String, String> before;
    try (Console console = server.console()) {
      console.set(marker, marker);
      before = console.info();
    }
    long began = System.nanoTime();
    server.stop(Long.parseLong(before.getOrDefault("used_memory", "0")));
    try {
      server.start();
    } catch (DrillException e) {
      findings.check("second restart", Verdict.FAIL, String.valueOf(e.getMessage()));
      return new SecondRestart(0, false, since(began));
    }
    double millis = since(began);
    try (Console console = server.console()) {
      Map<String, String> after = console.info();
      boolean there = console.get(List.of(marker)).get(0).isPresent();
      findings.checks.add(judged(before, after, there));
      return new SecondRestart(keys(after) - (there ? 1 : 0), there, millis);
    }
  }

  private static double since(long began) {
    return Findings.phase("", System.nanoTime() - began, 0).millis();
  }

  private static Check judged(
      Map<String, String> before, Map<String, String> after, boolean there) {
    long missing = keys(before) - keys(after) - expired(after);
    long withTtl = Counting.keyspace(before).values().stream().mapToLong(counts -> counts[1]).sum();
    String name = "second restart";
    if (!there) {
      return new Check(
          name,
          Verdict.FAIL,
          "what Redis acknowledged after the first start is gone after the second");
    }
    if (missing <= 0) {
      return new Check(
          name, Verdict.PASS, "%s there again".formatted(Words.count(keys(after) - 1, "key")));
    }
    return new Check(
        name,
        missing > withTtl ? Verdict.FAIL : Verdict.UNKNOWN,
        "%s missing, %,d had a time to live".formatted(Words.count(missing, "key"), withTtl));
  }
}
