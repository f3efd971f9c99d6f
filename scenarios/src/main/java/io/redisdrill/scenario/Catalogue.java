package io.redisdrill.scenario;

import io.redisdrill.UsageException;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.CorruptFile;
import io.redisdrill.fault.DropFile;
import io.redisdrill.fault.DumpPutBack;
import io.redisdrill.fault.FailingDisk;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.FlushAll;
import io.redisdrill.fault.FullDisk;
import io.redisdrill.fault.HungDisk;
import io.redisdrill.fault.LyingDisk;
import io.redisdrill.fault.NamespaceLost;
import io.redisdrill.fault.NoFault;
import io.redisdrill.fault.NodePowerCut;
import io.redisdrill.fault.NodeRestart;
import io.redisdrill.fault.OutOfMemoryKill;
import io.redisdrill.fault.Outage;
import io.redisdrill.fault.Place;
import io.redisdrill.fault.PodDelete;
import io.redisdrill.fault.PowerCut;
import io.redisdrill.fault.Restart;
import io.redisdrill.fault.RollingRestart;
import io.redisdrill.fault.SlowDisk;
import io.redisdrill.fault.StaleFile;
import io.redisdrill.fault.SwapManifest;
import io.redisdrill.fault.Target;
import io.redisdrill.fault.TruncateAof;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.fault.WrongMode;
import io.redisdrill.platform.Capability;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every drill and fault that has a name. Immutable.
 *
 * @param drills each with a name of its own
 * @param faults that can be combined with a stack of the user's
 * @param trackRecord which of the drills show a defect
 */
public record Catalogue(List<NamedDrill> drills, List<Fault> faults, TrackRecord trackRecord) {
  private static final Duration SLOW = Duration.ofMillis(1_500);

  public Catalogue {
    drills = List.copyOf(drills);
    faults = List.copyOf(faults);
  }

  /** Returns what comes with the tool. */
  public static Catalogue builtIn() {
    TrackRecord found = TrackRecord.builtIn();
    return new Catalogue(
        Stream.of(
                StackDrills.all(),
                LogDrills.all(),
                FileDrills.all(),
                RestoreDrills.all(),
                found.drills(),
                Controls.all())
            .flatMap(List::stream)
            .toList(),
        List.of(
            new ContainerKill(),
            new PodDelete(),
            new Restart(),
            new VolumeLost(),
            new FlushAll(),
            TruncateAof.percent(10),
            new PowerCut(),
            new NodePowerCut(),
            new SlowDisk(SLOW).then(new PowerCut()),
            new LyingDisk().then(new PowerCut()),
            new FailingDisk(),
            new HungDisk(),
            new NamespaceLost(),
            new OutOfMemoryKill(),
            new NodeRestart(),
            new RollingRestart(),
            CorruptFile.byteAt(Target.INCREMENT, Place.commandAt(50)),
            new DropFile(Target.MANIFEST),
            new StaleFile(Target.INCREMENT),
            new SwapManifest(),
            new WrongMode(Target.INCREMENT),
            new FullDisk(),
            new DumpPutBack(),
            new Outage(),
            new NoFault()),
        found);
  }

  /** Returns the drills that check the instrument, in the order in which they run. */
  public List<NamedDrill> controls() {
    return drills.stream().filter(NamedDrill::control).toList();
  }

  /** Returns those that such drills rest on: what none of them needs, none has to show. */
  public List<NamedDrill> controlsFor(List<NamedDrill> planned) {
    return controlsFor(
        planned.stream()
            .flatMap(drill -> drill.fault().needs().stream())
            .collect(Collectors.toSet()));
  }

  /** Returns those that a drill rests on which needs this. */
  public List<NamedDrill> controlsFor(Set<Capability> needed) {
    return controls().stream()
        .filter(control -> needed.containsAll(control.fault().needs()))
        .toList();
  }

  /**
   * Returns the drill of that name.
   *
   * @throws UsageException if there is none; it suggests the nearest names
   */
  public NamedDrill drill(String name) {
    return find("drill", "list", drills, NamedDrill::name, name);
  }

  /**
   * Returns the fault of that name.
   *
   * @throws UsageException if there is none; it suggests the nearest names
   */
  public Fault fault(String name) {
    return find("fault", "run --help", faults, Fault::name, name);
  }

  private static <T> T find(
      String kind, String help, List<T> all, Function<T, String> nameOf, String name) {
    return all.stream()
        .filter(one -> nameOf.apply(one).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot find the " + kind + " '" + name + "'",
                    "one of " + all.size() + " names",
                    "none like it",
                    "Did you mean %s? See ./drill %s."
                        .formatted(
                            String.join(
                                " or ", Nearest.to(name, all.stream().map(nameOf).toList())),
                            help)));
  }
}
