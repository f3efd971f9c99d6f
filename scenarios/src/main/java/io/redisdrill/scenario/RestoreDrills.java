package io.redisdrill.scenario;

import io.redisdrill.backup.BrokenOffRestore;
import io.redisdrill.backup.CertifiedBackup;
import io.redisdrill.backup.KilledRestore;
import io.redisdrill.backup.RestoreBackup;
import io.redisdrill.backup.TroubledBackup;
import io.redisdrill.backup.TroubledBackup.Trouble;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.FlushAll;
import io.redisdrill.fault.NamespaceLost;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Backup under load, disaster, restore: each built-in stack with each disaster. */
final class RestoreDrills {
  private static final long LOADS_FOR_A_WHILE = 128L << 20;

  private RestoreDrills() {}

  static List<NamedDrill> all() {
    return Stream.of(
            troubled(),
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

  /** What goes wrong while the backup or the restore is under way. */
  private static List<NamedDrill> troubled() {
    List<NamedDrill> drills = new ArrayList<>();
    for (Trouble trouble : Trouble.values()) {
      TroubledBackup backup = new TroubledBackup(trouble);
      drills.add(
          drill(
              "hybrid-volume-lost-" + backup.name() + "-restore",
              "hybrid; a sound backup, then one with " + backup.name() + "; volume lost",
              Stacks::hybrid,
              new VolumeLost(),
              new RestoreBackup().with(backup),
              shows(trouble)));
    }
    drills.add(
        drill(
            "hybrid-volume-lost-broken-off-restore",
            "hybrid; volume lost, the restore broken off and run again",
            Stacks::hybrid,
            new VolumeLost(),
            new RestoreBackup().with(new BrokenOffRestore("place")),
            "a restore that is broken off is finished by running it again"));
    drills.add(
        drill(
            "hybrid-volume-lost-killed-restore",
            "hybrid; volume lost, Redis killed while it loads the backup",
            Stacks::hybrid,
            new VolumeLost(),
            new RestoreBackup().with(new KilledRestore()),
            "a Redis that is killed while it loads a backup loads it when it is started again",
            Workload.registers().valueBytes(4_096).rate(5_000).base(LOADS_FOR_A_WHILE)));
    return drills;
  }

  private static String shows(Trouble trouble) {
    return trouble == Trouble.AOF_TRUNCATED
        ? "a backup rewrites the AOF first: what is appended behind a tear is not lost with it"
        : "a backup that fails says so, and the newest that is complete is restored";
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
    return drill(name, what, stack, fault, recovery, shows, Workload.registers());
  }

  private static NamedDrill drill(
      String name,
      String what,
      Supplier<Stack> stack,
      Fault fault,
      RestoreBackup recovery,
      String shows,
      Workload workload) {
    return new NamedDrill(
        name,
        what,
        Character.toUpperCase(shows.charAt(0)) + shows.substring(1) + ".",
        stack,
        workload,
        fault,
        recovery,
        true,
        Optional.empty(),
        false);
  }
}
