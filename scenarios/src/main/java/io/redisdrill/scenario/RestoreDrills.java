package io.redisdrill.scenario;

import io.redisdrill.backup.CertifiedBackup;
import io.redisdrill.backup.RestoreBackup;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.FlushAll;
import io.redisdrill.fault.NamespaceLost;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Backup under load, disaster, restore: each built-in stack with each disaster. */
final class RestoreDrills {
  private RestoreDrills() {}

  static List<NamedDrill> all() {
    return Stream.of(
            of("rdb", "rdb, snapshots alone", Stacks::rdb, "a backup is as old as its BGSAVE"),
            of("aof", "aof, everysec", Stacks::aof, "a backup of the AOF is as young as its copy"),
            of(
                "hybrid",
                "hybrid, snapshots and AOF",
                Stacks::hybrid,
                "the AOF is restored, which alone Redis loads"))
        .flatMap(List::stream)
        .toList();
  }

  private static List<NamedDrill> of(
      String name, String what, Supplier<Stack> stack, String shows) {
    return List.of(
        drill(name, what + "; volume lost, backup restored", stack, new VolumeLost(), shows),
        drill(name, what + "; FLUSHALL, backup restored", stack, new FlushAll(), shows),
        drill(name, what + "; namespace lost, backup restored", stack, new NamespaceLost(), shows),
        nightly(name, what, stack));
  }

  /** The CronJob is triggered by the drill: it does not wait for two o'clock. */
  private static NamedDrill nightly(String name, String what, Supplier<Stack> stack) {
    return drill(
        name + "-volume-lost-cronjob-restore",
        what + "; volume lost, the CronJob's backup restored",
        () -> BackupJobs.nightly(stack.get()),
        new VolumeLost(),
        new RestoreBackup().with(CertifiedBackup.of(BackupJobs.BACKUP)),
        "nothing from before the Job was started is lost");
  }

  private static NamedDrill drill(
      String name, String what, Supplier<Stack> stack, Fault fault, String shows) {
    RestoreBackup recovery = new RestoreBackup();
    return drill(
        "%s-%s-%s".formatted(name, fault.name(), recovery.name()),
        what,
        stack,
        fault,
        recovery,
        "nothing from before the backup's point is lost; " + shows);
  }

  private static NamedDrill drill(
      String name,
      String what,
      Supplier<Stack> stack,
      Fault fault,
      RestoreBackup recovery,
      String shows) {
    return new NamedDrill(
        name,
        what,
        Character.toUpperCase(shows.charAt(0)) + shows.substring(1) + ".",
        stack,
        Workload.registers(),
        fault,
        recovery,
        true,
        Optional.empty());
  }
}
