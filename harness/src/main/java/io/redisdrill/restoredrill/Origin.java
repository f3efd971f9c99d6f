package io.redisdrill.restoredrill;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Where a backup comes from. */
public interface Origin {
  /** Returns what it is called, as people wrote it. */
  String source();

  /** Returns what it takes to get it: the name of the first phase. */
  String step();

  /**
   * Gets it.
   *
   * @param scratch a directory to put it in
   * @throws io.redisdrill.DrillException if that fails
   */
  Fetched fetch(Path scratch);

  /**
   * Does nothing if it is what was fetched.
   *
   * @throws io.redisdrill.DrillException if another one has taken its place meanwhile
   */
  void requireUnchanged(Fetched fetched);

  /**
   * A backup on this machine.
   *
   * @param source with its name
   * @param archive where it is
   * @param bytes of it
   * @param sha256 of its bytes, as they were read
   * @param modified when it was written to where it came from
   * @param object as the bucket has it
   * @param expectedSha256 that a file beside it names
   */
  record Fetched(
      String source,
      Path archive,
      long bytes,
      String sha256,
      Instant modified,
      Optional<RestoreResult.StoredObject> object,
      Optional<String> expectedSha256) {}
}
