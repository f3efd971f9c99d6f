package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.aof.AofManifest;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.redis.Console;
import java.time.Duration;
import java.util.Map;

/**
 * Ends the AOF in the middle of a transaction that nobody was promised, as a crash does: Redis
 * starts from it, and appends behind the tear. Everything that was acknowledged stands before it.
 *
 * @param source whose Redis is stopped for it, and started again
 */
record TornTail(BackupSource source) {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final String SET =
      String.join("\r\n", "*3", "$3", "SET", "$16", "redis-drill:torn", "$1", "1", "");
  private static final String WHOLE =
      String.join("\r\n", "*1", "$5", "MULTI", SET + SET + "*1", "$4", "EXEC", "");
  private static final int KEPT = WHOLE.lastIndexOf("redis-drill");

  /** Returns whether the file is shorter than it was. */
  boolean tear(Map<String, Object> proof) {
    PersistentFiles names = names();
    if (!names.appendOnly()) {
      throw new DrillException(
          "Cannot truncate the AOF before a backup", "appendonly yes", "no", "Choose aof.");
    }
    source.redis().stop(GRACE);
    DataFiles files = source.redis().files();
    String path = names.oneFile() ? names.aof() : last(files, names);
    long end = size(files, path);
    files.patch(path, end, WHOLE.getBytes(US_ASCII));
    long whole = size(files, path);
    files.truncate(path, end + KEPT);
    long torn = size(files, path);
    files.release();
    source.redis().start();
    proof.put("file", path);
    proof.put("bytesBefore", whole);
    proof.put("bytesAfter", torn);
    return whole == end + WHOLE.length() && torn < whole && torn > end;
  }

  private PersistentFiles names() {
    try (Console console = source.clients().console(source.redis().endpoint())) {
      return PersistentFiles.of(console.config());
    }
  }

  private static String last(DataFiles files, PersistentFiles names) {
    String list = names.manifest();
    return AofManifest.parse(list, new String(files.read(list), UTF_8))
        .last()
        .map(part -> names.aofPath(part.name()))
        .orElseThrow(
            () ->
                new DrillException(
                    "Cannot truncate the AOF before a backup",
                    "a file in " + list + " that Redis appends to",
                    "none",
                    "Look at that list."));
  }

  private static long size(DataFiles files, String path) {
    return files.list().stream()
        .filter(file -> file.path().equals(path))
        .mapToLong(DataFiles.DataFile::size)
        .findFirst()
        .orElse(0);
  }
}
