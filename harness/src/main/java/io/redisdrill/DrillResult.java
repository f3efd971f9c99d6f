package io.redisdrill;

import io.redisdrill.judge.Check;
import io.redisdrill.judge.HealthWarning;
import io.redisdrill.judge.LostWrite;
import io.redisdrill.recovery.Phase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a drill showed: {@code result.json}. Fields are only ever added within a schema version.
 *
 * @param schema of this record
 * @param drill its name
 * @param platform where it ran
 * @param verdict the worst of all checks and objectives
 * @param redis what was drilled
 * @param writes the account of the history
 * @param dataLoss what is missing of it
 * @param recoveryTime from the fault to the first acknowledged write; absent if none came
 * @param objectives what was demanded or promised, each with its verdict
 * @param checks what has to hold for the figures to mean anything, each with its verdict
 * @param fault what went wrong; the last one, if several did
 * @param faults all that went wrong, in order, each with its recovery
 * @param secondRestart what another clean restart lost; absent if there was none
 * @param persistence what the samples of INFO warned of; empty if all was well, or if there are
 *     none
 * @param problem what kept the drill from its end; absent if it came to it
 * @param seed that decided every random choice
 * @param runDirectory where the evidence is
 */
public record DrillResult(
    String schema,
    String drill,
    String platform,
    Verdict verdict,
    Redis redis,
    Writes writes,
    DataLoss dataLoss,
    Optional<RecoveryTime> recoveryTime,
    List<Objective> objectives,
    List<Check> checks,
    FaultShown fault,
    List<FaultRecovered> faults,
    Optional<SecondRestart> secondRestart,
    List<HealthWarning> persistence,
    Optional<String> problem,
    long seed,
    String runDirectory) {
  /** The schema that this release writes. */
  public static final String SCHEMA = "redis-drill/result/1";

  public DrillResult {
    objectives = List.copyOf(objectives);
    checks = List.copyOf(checks);
    faults = List.copyOf(faults);
    // Results of earlier releases have none.
    persistence = Objects.requireNonNullElse(persistence, List.of());
  }

  /**
   * What was drilled.
   *
   * @param version of the server, "unknown" if it never answered
   * @param stack the stack's name
   */
  public record Redis(String version, String stack) {}

  /**
   * How many writes there were.
   *
   * @param attempted all that were sent
   * @param acknowledged those that Redis said it did
   * @param failed those that it refused
   * @param unknown those without an answer
   * @param unknownExecuted those of them that the log of Redis has, if it was asked
   */
  public record Writes(
      long attempted, long acknowledged, long failed, long unknown, OptionalLong unknownExecuted) {
    /** None recorded. */
    public static final Writes NONE = new Writes(0, 0, 0, 0);

    /** Of which no log was asked. */
    public Writes(long attempted, long acknowledged, long failed, long unknown) {
      this(attempted, acknowledged, failed, unknown, OptionalLong.empty());
    }
  }

  /**
   * What is missing.
   *
   * @param lost acknowledged writes that are absent
   * @param windowMillis from the acknowledgement of the earliest lost one to the fault
   * @param survivedUnacknowledged writes without an answer that are there
   * @param holes lost ones before a later survivor of the same writer
   * @param torn transactions of which only a part is there
   * @param resurrected acknowledged deletes whose key is back
   * @param corrupt registers whose value does not check
   * @param phantom registers with a value that nobody wrote, and keys that nobody made
   * @param expired registers absent because their time was over: no loss
   * @param evicted registers of which nothing can be said, because Redis evicted keys
   * @param unexplained lost ones without a known cause
   * @param causes lost ones by cause
   * @param earliest the earliest lost ones
   */
  public record DataLoss(
      long lost,
      double windowMillis,
      long survivedUnacknowledged,
      long holes,
      long torn,
      long resurrected,
      long corrupt,
      long phantom,
      long expired,
      long evicted,
      long unexplained,
      Map<String, Long> causes,
      List<LostWrite> earliest) {
    /** Of a run whose survivors were not read: its verdict is never better than UNKNOWN. */
    public static final DataLoss NOT_JUDGED =
        new DataLoss(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), List.of());
  }

  /**
   * How long it took.
   *
   * @param totalMillis from the fault to the first acknowledged write
   * @param phases on the way there
   */
  public record RecoveryTime(double totalMillis, List<Phase> phases) {}

  /**
   * What was demanded or promised.
   *
   * @param name of the figure
   * @param limit an ISO-8601 duration, or words where the limit is no time
   * @param source {@code stated} by the user, {@code promise} of the configuration, or {@code
   *     control}
   * @param verdict whether it holds
   * @param message in a sentence
   */
  public record Objective(
      String name, String limit, String source, Verdict verdict, String message) {}

  /**
   * What went wrong.
   *
   * @param name of the fault
   * @param proof that it took effect
   */
  public record FaultShown(String name, Map<String, Object> proof) {}

  /**
   * One of several faults, and how service came back from it.
   *
   * @param name of the fault
   * @param proof that it took effect
   * @param recoveryTime until the first acknowledged write; absent if none came
   */
  public record FaultRecovered(
      String name, Map<String, Object> proof, Optional<RecoveryTime> recoveryTime) {}

  /**
   * What a clean restart after the recovery changed.
   *
   * @param lost acknowledged writes that were there before it and not afterwards
   * @param resurrected registers that were gone or older before it, and are back afterwards
   */
  public record SecondRestart(long lost, long resurrected) {}
}
