package io.redisdrill.sweep;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a sweep is of: two sweeps with equal headers are the same sweep. Holds no path, time or name
 * of a machine.
 *
 * @param schema of the files in the output directory
 * @param kind of damage
 * @param file that is damaged, relative to the data directory
 * @param fileBytes its length
 * @param sourceSha256 of the names of all files, and the contents of the logs and the damaged one
 * @param baseDigest of the dataset before the first unit, as DEBUG DIGEST tells it
 * @param redis version of the server
 * @param settings of the servers, beside those that a sweep makes
 * @param sampling which of all positions
 * @param units commands and transactions in the log
 * @param images in the whole sweep
 * @param shard which of them are in this directory; absent for all
 */
public record SweepHeader(
    String schema,
    SweepPlan.Kind kind,
    String file,
    long fileBytes,
    String sourceSha256,
    String baseDigest,
    String redis,
    Map<String, String> settings,
    Sampling sampling,
    int units,
    int images,
    Optional<Shard> shard) {
  static final String SCHEMA = "redis-drill/sweep/1";

  public SweepHeader {
    settings = new TreeMap<>(settings);
  }

  /** Returns that of the whole sweep. */
  SweepHeader whole() {
    return of(Optional.empty());
  }

  SweepHeader of(Optional<Shard> part) {
    return new SweepHeader(
        schema,
        kind,
        file,
        fileBytes,
        sourceSha256,
        baseDigest,
        redis,
        settings,
        sampling,
        units,
        images,
        part);
  }
}
