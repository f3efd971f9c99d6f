package io.redisdrill.scenario;

import io.redisdrill.fault.Fault;
import io.redisdrill.fault.LyingDisk;
import io.redisdrill.fault.NoFault;
import io.redisdrill.fault.PowerCut;
import io.redisdrill.fault.TamperedCut;
import io.redisdrill.load.Plant;
import io.redisdrill.load.Workload;
import io.redisdrill.load.Workload.Mix;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Drills that say nothing of Redis, but whether the instrument measures what it says. */
final class Controls {
  private static final Duration LIE = Duration.ofMillis(200);
  private static final Workload EVERY_KIND = Workload.registers().mix(Mix.ALL);

  private Controls() {}

  static List<NamedDrill> all() {
    return Stream.of(
            Stream.of(noFault()), Stream.of(Plant.values()).map(Controls::planted), powerCuts())
        .flatMap(controls -> controls)
        .toList();
  }

  /** Whether a power cut takes what was never synced, and that alone. */
  private static Stream<NamedDrill> powerCuts() {
    return Stream.of(
        control(
            "control-always-power-cut",
            "aof, appendfsync always; loss of power",
            "What was synced before it was acknowledged outlives a power cut: exactly 0 are lost.",
            AppendFsync.ALWAYS,
            new PowerCut()),
        control(
                "control-no-fsync-power-cut",
                "aof, appendfsync no; loss of power",
                "What was never synced is lost to a power cut.",
                AppendFsync.NO,
                new PowerCut())
            .losing(),
        control(
                "control-lying-disk",
                "aof, appendfsync always; a disk that lies, then loss of power",
                "What the disk only said it had synced is lost to a power cut.",
                AppendFsync.ALWAYS,
                new LyingDisk(LIE, Optional.of(new PowerCut())))
            .losing(),
        control(
            "control-tampered-power-cut",
            "aof, appendfsync always; the launcher's record is changed, then loss of power",
            "A record that was tampered with is found out, and nothing is cut by it.",
            AppendFsync.ALWAYS,
            new TamperedCut()));
  }

  private static NamedDrill control(
      String name, String what, String shows, AppendFsync fsync, Fault fault) {
    return new NamedDrill(
        name,
        what,
        shows,
        () -> Stacks.aof(fsync),
        Workload.registers(),
        fault,
        true,
        Optional.empty());
  }

  private static NamedDrill noFault() {
    return new NamedDrill(
        "control-no-fault",
        "aof, every kind of write; nothing goes wrong",
        "Without a fault exactly 0 writes are lost.",
        Stacks::aof,
        EVERY_KIND,
        new NoFault(),
        true,
        Optional.empty());
  }

  private static NamedDrill planted(Plant plant) {
    return new NamedDrill(
        "control-" + plant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "aof, every kind of write; " + plant.words(),
        "The judge finds " + plant.words() + ".",
        Stacks::aof,
        EVERY_KIND,
        new NoFault(),
        false, // the defect is planted once; a second read-back would plant another
        Optional.of(plant));
  }
}
