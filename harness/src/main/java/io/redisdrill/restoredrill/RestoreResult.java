package io.redisdrill.restoredrill;

import io.redisdrill.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a restore drill showed: {@code restore-result.json}, but for its seal. It holds no value of
 * the backup, and no name of a key but those that an expectation names.
 *
 * @param schema of this record
 * @param verdict the worst of all checks
 * @param sentence the verdict in words
 * @param evidence who drilled, when, with what
 * @param backup that was restored
 * @param recoveryTime until Redis served; absent if it never did
 * @param afterwards what was done besides, which is no part of a recovery
 * @param checks one by one
 * @param expectations of the user, one by one
 * @param contents what Redis served; absent if it never did
 * @param secondRestart whether it starts again; absent if it did not start at first
 * @param notShown what nobody should conclude
 * @param files other evidence in the run directory
 */
public record RestoreResult(
    String schema,
    Verdict verdict,
    String sentence,
    Evidence evidence,
    Backup backup,
    Optional<RecoveryTime> recoveryTime,
    List<Phase> afterwards,
    List<Check> checks,
    List<Check> expectations,
    Optional<Contents> contents,
    Optional<SecondRestart> secondRestart,
    List<String> notShown,
    List<EvidenceFile> files) {
  /** The schema that this release writes. */
  public static final String SCHEMA = "redis-drill/restore/1";

  /** Its name in a run directory. */
  public static final String FILE = "restore-result.json";

  /**
   * Who drilled, when, with what.
   *
   * @param by a user
   * @param started UTC
   * @param ended UTC
   * @param tool and its release
   * @param redis what the backup was restored into; absent if it came to none
   */
  public record Evidence(
      String by, Instant started, Instant ended, String tool, Optional<Server> redis) {}

  /** What INFO says of a server. */
  public record Server(String engine, String version) {}

  /**
   * What was restored.
   *
   * @param source a file or a URL
   * @param object as the bucket has it; absent for a file
   * @param archive its bytes; absent if it could not be read
   * @param made when; absent if that cannot be told
   * @param origin what it says of its making; absent if it could not be unpacked
   */
  public record Backup(
      String source,
      Optional<StoredObject> object,
      Optional<Archive> archive,
      Optional<Made> made,
      Optional<Origins> origin) {}

  /**
   * An object in a bucket.
   *
   * @param key its name
   * @param version absent where the bucket keeps none
   * @param eTag of the content that was read
   * @param modified when it was put there
   */
  public record StoredObject(String key, Optional<String> version, String eTag, Instant modified) {}

  /** The bytes of an archive, and what they unpack to. */
  public record Archive(long bytes, String sha256, Optional<Long> unpackedBytes) {}

  /**
   * When a backup was made.
   *
   * @param at what the data are as old as
   * @param accordingTo where that stands
   * @param ageMillis at the begin of the drill
   */
  public record Made(Instant at, String accordingTo, long ageMillis) {}

  /**
   * What a backup says of its making.
   *
   * @param by this tool, or others
   * @param type {@code rdb}, {@code aof} or {@code full}
   * @param engine that saved it
   * @param redisVersion of that
   */
  public record Origins(String by, String type, String engine, String redisVersion) {}

  /** The parts of a recovery in their order; their sum is the total. */
  public record RecoveryTime(double totalMillis, List<Phase> phases) {}

  /**
   * A part of the work.
   *
   * @param bytes that it went through, or 0
   * @param mebibytesPerSecond or 0
   */
  public record Phase(String name, double millis, long bytes, double mebibytesPerSecond) {}

  /** Something that holds, does not hold, or could not be shown. */
  public record Check(String name, Verdict verdict, String message) {}

  /**
   * What Redis served.
   *
   * @param keys in all databases
   * @param withTtl how many of them have one
   * @param expired how many Redis dropped at its start since their time was over
   * @param usedMemoryBytes of Redis
   * @param recorded what the archive says; absent if it says nothing
   */
  public record Contents(
      long keys,
      long withTtl,
      long expired,
      long usedMemoryBytes,
      List<Database> databases,
      Optional<Recorded> recorded) {}

  /** A database: its keys, and how many of each type. */
  public record Database(int number, long keys, long withTtl, Map<String, Long> types) {}

  /** What the archive says that Redis held when the backup was begun. */
  public record Recorded(
      String accordingTo, long keys, Map<String, Long> databases, Optional<Long> usedMemoryBytes) {}

  /**
   * A stop, a start, and what was there then.
   *
   * @param keys afterwards
   * @param markerThere whether a write survived that was acknowledged after the first start
   */
  public record SecondRestart(long keys, boolean markerThere, double millis) {}

  /** A file beside the report. */
  public record EvidenceFile(String path, long bytes, String sha256) {}

  public RestoreResult {
    afterwards = List.copyOf(afterwards);
    checks = List.copyOf(checks);
    expectations = List.copyOf(expectations);
    notShown = List.copyOf(notShown);
    files = List.copyOf(files);
  }
}
