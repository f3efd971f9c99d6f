package io.redisdrill.judge;

import com.fasterxml.jackson.core.type.TypeReference;
import io.redisdrill.aof.LogOracle.WriteId;
import io.redisdrill.fault.Injection;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.recovery.Recovery;
import io.redisdrill.recovery.Restored;
import io.redisdrill.recovery.Troubled;
import io.redisdrill.run.Event;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the judge takes from {@code events.jsonl}: the types of events, and what each holds. */
public final class RunEvents {
  /** {@link Injection}. */
  public static final String INJECTION = "injection";

  /** {@link Recovery}. */
  public static final String RECOVERY = "recovery";

  /** The answer to CONFIG GET, without secrets. */
  public static final String CONFIG = "config";

  /** Fields of INFO, sampled through the run. */
  public static final String INFO = "info";

  /** A line of the Redis log or of the platform. */
  public static final String LOG = "log";

  /** A step of the drill began: {@code {"name": …}}. */
  public static final String STEP = "step";

  /** The clean restart after the read-back: {@link Injection}. */
  public static final String SECOND_RESTART = "second-restart";

  /** How many writes are acknowledged so far, four times a second: {@code {"acknowledged": …}}. */
  public static final String PROGRESS = "progress";

  /** The load ended: how many writes had which outcome, and the first error. */
  public static final String LOAD = "load";

  /** A backup was made, under load: {@code io.redisdrill.backup.BackupReport}. */
  public static final String BACKUP = "backup";

  /** A backup or restore was to be in trouble: {@link Troubled}. */
  public static final String TROUBLE = "trouble";

  /** A backup took the place of what there was: {@link Restored}. */
  public static final String RESTORED = "restored";

  /** How many keys Redis had, and how many registers were found: {@link KeyCount}. */
  public static final String KEYS = "keys";

  /** Which of the writes without an answer are in the log of Redis: {@link InLog}. */
  public static final String IN_LOG = "in-log";

  /** A write was acknowledged after the load had ended: the server took writes to the last. */
  public static final String FINAL_WRITE = "final-write";

  /** What a control did to the data. */
  public static final String PLANTED = "planted";

  /** A test of the user's own ended: {@link TestOutcome}. It takes the place of a read-back. */
  public static final String TEST = "test";

  /** The drill broke off: {@code {"message": …}}. */
  public static final String PROBLEM = "problem";

  /** The controls that ran before: {@link Calibration}. */
  public static final String CALIBRATION = "calibration";

  /** The drill came to its end. */
  public static final String DONE = "done";

  /**
   * Keys at the read-back.
   *
   * @param total as DBSIZE says, without the tool's own
   * @param registers those that were found by name
   * @param foreign names of some that are neither
   */
  public record KeyCount(long total, long registers, List<String> foreign) {
    /** Returns how many were neither; a register that expired meanwhile may hide one of them. */
    long others() {
      return Math.max(foreign.size(), total - registers);
    }
  }

  /**
   * Writes without an answer that are in the log of Redis after all.
   *
   * @param asked how many were looked for
   * @param executed those that were found
   */
  public record InLog(long asked, Set<WriteId> executed) {
    public InLog {
      executed = Set.copyOf(executed);
    }
  }

  /**
   * How a test of the user's own ended.
   *
   * @param passed whether its assertions held
   * @param message of the first that did not, or empty
   */
  public record TestOutcome(boolean passed, String message) {}

  /**
   * The controls of this run.
   *
   * @param passed names of those that showed what they had to
   * @param failed names of those that did not
   */
  public record Calibration(List<String> passed, List<String> failed) {}

  private static final double NEARLY_FULL = 0.9;

  private final List<Event> events;

  private RunEvents(List<Event> events) {
    this.events = events;
  }

  /** Reads what a run recorded. */
  public static RunEvents of(RunDirectory run) {
    return new RunEvents(run.events());
  }

  /** Returns the last event of a type, if there is one. */
  public Optional<Event> last(String type) {
    return all(type).reduce((a, b) -> b);
  }

  /** Returns all events of a type. */
  public Stream<Event> all(String type) {
    return events.stream().filter(event -> event.type().equals(type));
  }

  /** Returns all injected faults, in order. */
  public List<Injection> injections() {
    return all(INJECTION).map(event -> event.as(Injection.class)).toList();
  }

  /** Returns the recoveries from them, in order; the last may be missing. */
  public List<Recovery> recoveries() {
    return all(RECOVERY).map(event -> event.as(Recovery.class)).toList();
  }

  /** Returns how the test ended, if this is one of the user's own. */
  public Optional<TestOutcome> test() {
    return last(TEST).map(event -> event.as(TestOutcome.class));
  }

  /** Returns the injected fault, if it came to that. */
  public Optional<Injection> injection() {
    return last(INJECTION).map(event -> event.as(Injection.class));
  }

  /** Returns the backup that was restored, if one was. */
  public Optional<Restored> restored() {
    return last(RESTORED).map(event -> event.as(Restored.class));
  }

  /** Returns what backup and restore were to be troubled by. */
  public List<Troubled> troubles() {
    return all(TROUBLE).map(event -> event.as(Troubled.class)).toList();
  }

  /** Returns the recovery, if it came to that. */
  public Optional<Recovery> recovery() {
    return last(RECOVERY).map(event -> event.as(Recovery.class));
  }

  /** Returns which writes without an answer are in the log, if it was asked. */
  public Optional<InLog> inLog() {
    return last(IN_LOG).map(event -> event.as(InLog.class));
  }

  /** Returns the settings that were in force, empty if Redis never told them. */
  public Map<String, String> config() {
    return last(CONFIG).map(event -> strings(event)).orElse(Map.of());
  }

  /** Returns the last sampled value of a field of INFO. */
  public Optional<String> info(String field) {
    return all(INFO)
        .filter(event -> event.data().has(field))
        .reduce((a, b) -> b)
        .map(event -> event.data().path(field).asText());
  }

  /** Returns the version of the server: "7.0.15", "valkey 9.1.2", or "unknown". */
  public String version() {
    // Valkey calls itself Redis 7.2.4 in the field of that name, for old clients.
    return info("valkey_version")
        .map(version -> "valkey " + version)
        .or(() -> info("redis_version"))
        .orElse("unknown");
  }

  /**
   * Returns whether Redis evicted keys, or was so close to its limit that it may have done so after
   * the last sample before it was killed.
   */
  public boolean mayHaveEvicted() {
    if (config().getOrDefault("maxmemory-policy", "noeviction").equals("noeviction")) {
      return false;
    }
    long limit = most("maxmemory");
    return most("evicted_keys") > 0 || (limit > 0 && most("used_memory") >= limit * NEARLY_FULL);
  }

  private long most(String field) {
    return all(INFO).mapToLong(event -> event.data().path(field).asLong(0)).max().orElse(0);
  }

  /** Returns the first error that Redis refused a write with, if it refused any. */
  public Optional<String> firstError() {
    return last(LOAD)
        .map(event -> event.data().path("firstError").asText(""))
        .filter(error -> !error.isEmpty());
  }

  /** Returns how many keys nobody of this run made, by the read-back that found the most. */
  long foreignKeys() {
    return all(KEYS).mapToLong(event -> event.as(KeyCount.class).others()).max().orElse(0);
  }

  /** Returns the lines of the Redis log and of the platform. */
  public List<Line> log() {
    return all(LOG).map(event -> event.as(Line.class)).toList();
  }

  static Map<String, String> strings(Event event) {
    return Json.MAPPER.convertValue(event.data(), new TypeReference<Map<String, String>>() {});
  }
}
