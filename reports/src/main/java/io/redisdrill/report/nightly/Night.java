package io.redisdrill.report.nightly;

import io.redisdrill.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A night of drills: {@code nightly.json}. Fields are only ever added within a schema version.
 *
 * @param schema of this record
 * @param started when
 * @param seconds it took
 * @param shard which part of the matrix, as {@code 1/3}; absent if all of it
 * @param verdict the worst of all cells, and of the trend
 * @param environment what it ran with
 * @param controls that showed what they had to
 * @param failedControls that did not: then nothing is known
 * @param cells of the matrix
 * @param trend against earlier nights; absent if there is no history
 */
public record Night(
    String schema,
    Instant started,
    double seconds,
    Optional<String> shard,
    Verdict verdict,
    Surroundings environment,
    List<String> controls,
    List<String> failedControls,
    List<NightCell> cells,
    Optional<Trend> trend) {
  /** The schema that this release writes. */
  public static final String SCHEMA = "redis-drill/nightly/1";

  public Night {
    Objects.requireNonNull(started);
    Objects.requireNonNull(environment);
    controls = List.copyOf(controls);
    failedControls = List.copyOf(failedControls);
    cells = List.copyOf(cells);
  }

  /** Returns a night that was not compared with others yet. */
  public static Night of(
      Instant started,
      double seconds,
      Optional<String> shard,
      Surroundings environment,
      List<String> controls,
      List<String> failedControls,
      List<NightCell> cells) {
    Verdict worst =
        cells.stream().map(NightCell::verdict).reduce(Verdict::and).orElse(Verdict.UNKNOWN);
    return new Night(
        SCHEMA,
        started,
        seconds,
        shard,
        failedControls.isEmpty() ? worst : worst.and(Verdict.UNKNOWN),
        environment,
        controls,
        failedControls,
        cells,
        Optional.empty());
  }

  /** Returns it beside its trend, which makes it fail if something got worse. */
  public Night with(Trend compared) {
    return new Night(
        schema,
        started,
        seconds,
        shard,
        compared.worse().isEmpty() ? verdict : Verdict.FAIL,
        environment,
        controls,
        failedControls,
        cells,
        Optional.of(compared));
  }

  /** Returns it with no better a verdict than this. */
  Night atBest(Verdict limit) {
    return new Night(
        schema,
        started,
        seconds,
        shard,
        verdict.and(limit),
        environment,
        controls,
        failedControls,
        cells,
        trend);
  }

  /** Returns its drills. */
  public List<NightRun> runs() {
    return cells.stream().flatMap(cell -> cell.runs().stream()).toList();
  }
}
