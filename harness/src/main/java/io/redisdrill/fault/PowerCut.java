package io.redisdrill.fault;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.FaultyDisk;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * The machine loses power: SIGKILL, and every byte that was never fsynced is gone, unsynced renames
 * with it.
 *
 * <p>It is the worst case: a real kernel may have written some of it back by itself. Torn sectors
 * and lying disks are not in it. Source: the launcher's own description, and its comparison with an
 * ext4 image copied at the moment of the kill.
 *
 * @param model when the name of a file is durable
 * @param phase the part of the wall clock's second at which it happens, from 0 to 1. Under everysec
 *     Redis 7.0 syncs at the beginning of the second, so the loss follows the phase: a harness that
 *     always cuts at the same one measures itself. Without one it happens at once.
 * @param during which child of Redis is to run at that moment
 * @param busyFor how long before it that child is asked for
 */
public record PowerCut(MetadataModel model, OptionalDouble phase, During during, Duration busyFor)
    implements Fault {
  /** A child needs so long to be seen, and a small one not much longer to end. */
  private static final Duration HEAD_START = Duration.ofMillis(15);

  /** What Redis is busy with. */
  public enum During {
    /** Whatever it happens to be. */
    ANYTHING,
    /** A BGREWRITEAOF, asked for right before. */
    REWRITE,
    /** A BGSAVE, asked for right before. */
    SAVE,
    /** In half of the repetitions one of the two, by turns. */
    BY_TURNS
  }

  public PowerCut {
    if (phase.isPresent() && !(phase.getAsDouble() >= 0 && phase.getAsDouble() < 1)) {
      throw new UsageException(
          "Cannot cut the power at a part of the second",
          "0 to 1",
          Double.toString(phase.getAsDouble()),
          "Correct the phase.");
    }
  }

  /** At once, on a file system with a journal. */
  public PowerCut() {
    this(MetadataModel.JOURNAL, OptionalDouble.empty(), During.ANYTHING, HEAD_START);
  }

  @Override
  public PowerCut with(MetadataModel other) {
    return new PowerCut(other, phase, during, busyFor);
  }

  /** Returns a copy that happens while Redis is busy with something. */
  public PowerCut during(During other) {
    return new PowerCut(model, phase, other, busyFor);
  }

  /** Returns a copy that asks for the child so long before, less than a second. */
  public PowerCut busyFor(Duration other) {
    return new PowerCut(model, phase, during, other);
  }

  /** Returns whether a child is asked for. */
  boolean busy() {
    return during == During.REWRITE || during == During.SAVE;
  }

  @Override
  public PowerCut in(Repetition repetition) {
    During child =
        during != During.BY_TURNS
            ? during
            : switch (repetition.index() % 4) {
              case 1 -> During.REWRITE;
              case 3 -> During.SAVE;
              default -> During.ANYTHING;
            };
    // A single one comes at whatever moment it is.
    boolean spread = phase.isEmpty() && repetition.of() > 1;
    return new PowerCut(
        model, spread ? OptionalDouble.of(repetition.stratified()) : phase, child, busyFor);
  }

  @Override
  public String name() {
    return "power-cut";
  }

  @Override
  public Severity severity() {
    return Severity.POWER_CUT;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.WATCHED_DISK);
  }

  @Override
  public Map<String, Object> settings() {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("model", model.word());
    settings.put("during", during.toString());
    phase.ifPresent(value -> settings.put("phase", value));
    return settings;
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    return new CutAtPhase(this, this, FaultyDisk::prepareCut).inject(redis, clock);
  }
}
