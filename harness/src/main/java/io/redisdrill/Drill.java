package io.redisdrill;

import io.redisdrill.fault.Fault;
import io.redisdrill.load.Plant;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;
import io.redisdrill.recovery.RecoveryPlan;
import io.redisdrill.recovery.RestartInPlace;
import io.redisdrill.stack.Stack;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is deployed, where, how it is loaded, what goes wrong, and what is demanded. Immutable; the
 * platform stays the caller's to close.
 *
 * @param name in kebab case; run directories carry it
 * @param platform where it runs
 * @param stack what is deployed
 * @param workload the writes
 * @param fault what goes wrong
 * @param recovery how service is to come back
 * @param objectives what is demanded
 * @param recoveryLimit how long to wait for an acknowledged write after the fault
 * @param secondRestart whether Redis is cleanly restarted once more after the read-back, and read
 *     back again
 * @param plant what is tampered with before the read-back, for a control
 */
public record Drill(
    String name,
    Platform platform,
    Stack stack,
    Workload workload,
    Fault fault,
    RecoveryPlan recovery,
    Objectives objectives,
    Duration recoveryLimit,
    boolean secondRestart,
    Optional<Plant> plant) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
  private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(60);

  public Drill {
    if (!NAME.matcher(name).matches()) {
      throw new UsageException(
          "Cannot name a drill '" + name + "'",
          "lower-case letters, digits and hyphens, 100 at the most",
          "others",
          "Name it like aof-everysec-container-kill.");
    }
  }

  /** Starts to describe a drill on a platform. */
  public static Builder on(Platform platform) {
    return new Builder(platform);
  }

  /** Returns a copy with another workload. */
  public Drill withWorkload(Workload other) {
    return new Drill(
        name,
        platform,
        stack,
        other,
        fault,
        recovery,
        objectives,
        recoveryLimit,
        secondRestart,
        plant);
  }

  /** Returns a copy with other objectives. */
  public Drill withObjectives(Objectives other) {
    return new Drill(
        name,
        platform,
        stack,
        workload,
        fault,
        recovery,
        other,
        recoveryLimit,
        secondRestart,
        plant);
  }

  /** Collects the parts of a drill; a stack and a fault are needed. Not thread-safe. */
  public static final class Builder {
    private final Platform platform;
    private @Nullable String name;
    private @Nullable Stack stack;
    private @Nullable Fault fault;
    private RecoveryPlan recovery = new RestartInPlace();
    private Workload workload = Workload.registers();
    private Optional<Duration> rpo = Optional.empty();
    private Optional<Duration> rto = Optional.empty();
    private Duration recoveryLimit = RECOVERY_LIMIT;
    private boolean secondRestart = true;
    private Optional<Plant> plant = Optional.empty();
    private boolean mustLose;

    private Builder(Platform platform) {
      this.platform = platform;
    }

    /** Sets the name; without one it is made of the stack's and the fault's. */
    public Builder name(String value) {
      name = value;
      return this;
    }

    /** Sets what is deployed. */
    public Builder stack(Stack value) {
      stack = value;
      return this;
    }

    /** Sets the writes. */
    public Builder workload(Workload value) {
      workload = value;
      return this;
    }

    /** Sets what goes wrong. */
    public Builder fault(Fault value) {
      fault = value;
      return this;
    }

    /** Sets how service is to come back; by default the platform starts Redis again. */
    public Builder recovery(RecoveryPlan value) {
      recovery = value;
      return this;
    }

    /** Demands that no more than this time before the fault is lost; zero is not one write. */
    public Builder rpo(Duration limit) {
      rpo = Optional.of(limit);
      return this;
    }

    /** Demands that a write is acknowledged within this time after the fault. */
    public Builder rto(Duration limit) {
      rto = Optional.of(limit);
      return this;
    }

    /** Sets how long to wait for an acknowledged write after the fault. */
    public Builder recoveryLimit(Duration limit) {
      recoveryLimit = limit;
      return this;
    }

    /** Sets whether a clean restart follows the read-back; it does by default. */
    public Builder secondRestart(boolean value) {
      secondRestart = value;
      return this;
    }

    /** Makes it a control, which must find this. */
    public Builder plant(Plant value) {
      plant = Optional.of(value);
      return this;
    }

    /** Makes it a control, which must find a loss. */
    public Builder mustLose(boolean value) {
      mustLose = value;
      return this;
    }

    /** Returns the drill. */
    public Drill build() {
      Stack what = Objects.requireNonNull(stack, "a drill needs a stack");
      Fault wrong = Objects.requireNonNull(fault, "a drill needs a fault");
      return new Drill(
          Objects.requireNonNullElseGet(name, () -> what.name() + "-" + wrong.name()),
          platform,
          what,
          workload,
          wrong,
          recovery,
          new Objectives(rpo, rto, mustLose),
          recoveryLimit,
          secondRestart,
          plant);
    }
  }
}
