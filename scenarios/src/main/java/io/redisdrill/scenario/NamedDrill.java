package io.redisdrill.scenario;

import io.redisdrill.Drill;
import io.redisdrill.fault.Fault;
import io.redisdrill.load.Plant;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Platform;
import io.redisdrill.recovery.RecoveryPlan;
import io.redisdrill.recovery.RestartInPlace;
import io.redisdrill.stack.Stack;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A drill of the catalogue. Immutable; the stack is read anew for each drill.
 *
 * @param name in kebab case
 * @param what goes wrong with which configuration, in a few words
 * @param shows what it demonstrates, in a sentence
 * @param stack what is deployed
 * @param workload the writes
 * @param fault what goes wrong
 * @param recovery how service is to come back
 * @param secondRestart whether another clean restart follows
 * @param plant what a control puts into the data
 * @param mustLose whether it is a control that must find a loss
 */
public record NamedDrill(
    String name,
    String what,
    String shows,
    Supplier<Stack> stack,
    Workload workload,
    Fault fault,
    RecoveryPlan recovery,
    boolean secondRestart,
    Optional<Plant> plant,
    boolean mustLose) {
  private static final String CONTROL = "control-";

  /** A drill after which the platform starts Redis again. */
  public NamedDrill(
      String name,
      String what,
      String shows,
      Supplier<Stack> stack,
      Workload workload,
      Fault fault,
      boolean secondRestart,
      Optional<Plant> plant) {
    this(
        name,
        what,
        shows,
        stack,
        workload,
        fault,
        new RestartInPlace(),
        secondRestart,
        plant,
        false);
  }

  /** A control that must find a loss. */
  NamedDrill losing() {
    return new NamedDrill(
        name, what, shows, stack, workload, fault, recovery, secondRestart, plant, true);
  }

  /** Returns whether it checks the instrument rather than a stack. */
  public boolean control() {
    return name.startsWith(CONTROL);
  }

  /** Returns whether a platform can do all that this drill needs. */
  public boolean runsOn(Platform platform) {
    Stream<Capability> stackNeeds =
        stack.get().applying().pods() ? Stream.of(Capability.PODS) : Stream.of();
    return Stream.of(fault.needs().stream(), recovery.needs().stream(), stackNeeds)
        .flatMap(needs -> needs)
        .allMatch(need -> platform.unavailable(need).isEmpty());
  }

  /** Returns a builder with everything set, on a platform and the stack of this drill. */
  public Drill.Builder on(Platform platform) {
    return on(platform, stack.get());
  }

  /** Returns a builder with everything set but for another stack; the name is kept. */
  public Drill.Builder on(Platform platform, Stack other) {
    Drill.Builder drill =
        Drill.on(platform)
            .name(name)
            .stack(other)
            .workload(workload)
            .fault(fault)
            .recovery(recovery)
            .secondRestart(secondRestart)
            .mustLose(mustLose);
    return plant.map(drill::plant).orElse(drill);
  }
}
