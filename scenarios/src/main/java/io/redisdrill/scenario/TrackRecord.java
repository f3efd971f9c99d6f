package io.redisdrill.scenario;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.backup.CertifiedBackup;
import io.redisdrill.backup.DumpAlone;
import io.redisdrill.backup.FlawedBackup;
import io.redisdrill.backup.FlawedBackup.Flaw;
import io.redisdrill.backup.JobRestore;
import io.redisdrill.backup.RestoreBackup;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The defects that the tool has found. Immutable. */
public record TrackRecord(List<Defect> defects) {
  private static final String GUIDE = "a published guide to Redis persistence on Kubernetes";

  public TrackRecord {
    defects = List.copyOf(defects);
  }

  /** Returns what comes with the tool. */
  public static TrackRecord builtIn() {
    return new TrackRecord(
        Stream.of(
                List.of(
                    dumpIgnored(),
                    noSingleFile(),
                    flagWait(),
                    liveCopy(),
                    noKubectl(),
                    scaledAway()),
                DiskDefects.all(),
                LogDefects.all(),
                FileDefects.all(),
                PodDefects.all())
            .flatMap(List::stream)
            .toList());
  }

  /** Returns the defect that a drill shows, if it shows one. */
  public Optional<Defect> of(String drill) {
    return defects.stream().filter(defect -> defect.drill().name().equals(drill)).findFirst();
  }

  /** Returns the drills. */
  public List<NamedDrill> drills() {
    return defects.stream().map(Defect::drill).toList();
  }

  private static Defect dumpIgnored() {
    return new Defect(
        drill(
            "hybrid-volume-lost-dump-alone",
            Stacks::hybrid,
            new RestoreBackup().with(new DumpAlone()),
            "A dump.rdb is put back; appendonly is yes, so Redis starts empty and replaces it."),
        "With appendonly yes a restored dump.rdb is ignored: Redis starts with no keys, and"
            + " replaces the file at its next shutdown.",
        "every version with appendonly yes",
        GUIDE,
        result ->
            lostBeforeTheBackup(result).map(lost -> "the restored dump.rdb was ignored: " + lost));
  }

  private static Defect noSingleFile() {
    return new Defect(
        drill(
            "aof-volume-lost-single-file",
            Stacks::aof,
            new RestoreBackup().with(new FlawedBackup(Flaw.SINGLE_FILE)),
            "The backup copies appendonly.aof, which Redis 7 no longer has."),
        "A backup of the one file appendonly.aof finds none: since Redis 7 the AOF is a directory"
            + " with a manifest.",
        "Redis 7.0 and later, Valkey",
        GUIDE,
        problem("Cannot copy appendonly.aof", "there is no such file: the backup fails"));
  }

  private static Defect flagWait() {
    return new Defect(
        drill(
            "hybrid-volume-lost-flag-wait",
            Stacks::hybrid,
            new RestoreBackup().with(new FlawedBackup(Flaw.FLAG_WAIT)),
            "The wait for rdb_bgsave_in_progress:0 ends before any save began."),
        "A wait for rdb_bgsave_in_progress:0 takes a BGSAVE that was refused for one that is over,"
            + " and copies the file of the save before.",
        "every version",
        GUIDE,
        result ->
            lostBeforeTheBackup(result)
                .map(lost -> "the backup holds the save before it: " + lost));
  }

  private static Defect liveCopy() {
    return new Defect(
        drill(
            "aof-volume-lost-live-copy",
            Stacks::aof,
            new RestoreBackup().with(new FlawedBackup(Flaw.LIVE_COPY)),
            "The AOF is copied while it is rewritten; its manifest names files that are gone."),
        "A copy of appendonlydir that a rewrite overtakes has a manifest which names files that are"
            + " not in it; nobody notices before the restore.",
        "Redis 7.0 and later, Valkey",
        "the order in which cp and tar go through a directory",
        problem("each file of", "the backup was complete, they said, and cannot be restored"));
  }

  private static Defect noKubectl() {
    return new Defect(
        drill(
            "hybrid-volume-lost-guide-cronjob",
            () -> BackupJobs.ofTheGuide(Stacks.hybrid()),
            new RestoreBackup()
                .with(CertifiedBackup.of(BackupJobs.BACKUP).within(Duration.ofSeconds(45))),
            "The image of the CronJob has no kubectl, which its script calls first."),
        "A backup script that calls kubectl, in an image without it: the Job fails at each try, and"
            + " nothing arrives in the bucket.",
        "the CronJob as published, on every version",
        GUIDE,
        problem("kubectl: command not found", "no kubectl in the image: no backup is ever made"));
  }

  private static Defect scaledAway() {
    return new Defect(
        drill(
            "hybrid-volume-lost-guide-restore",
            () -> BackupJobs.restoredByTheGuide(Stacks.hybrid()),
            new RestoreBackup().with(new JobRestore(BackupJobs.RESTORE, Duration.ofSeconds(90))),
            "The script copies into the pod that it has just scaled away."),
        "A restore that scales Redis to 0 and then copies into its pod: there is none to copy into,"
            + " and Redis stays down.",
        "the script as published, on every version",
        GUIDE,
        problem("pods \"redis", "there is no pod to copy into any more"));
  }

  private static NamedDrill drill(
      String name, Supplier<Stack> stack, RestoreBackup recovery, String shows) {
    return new NamedDrill(
        name,
        name,
        shows,
        stack,
        Workload.registers(),
        new VolumeLost(),
        recovery,
        true,
        Optional.empty(),
        false);
  }

  /** What the promise of a backup excludes. */
  private static Optional<String> lostBeforeTheBackup(DrillResult result) {
    boolean broken =
        result.objectives().stream()
            .anyMatch(
                objective ->
                    objective.name().equals("data loss window")
                        && objective.verdict() == Verdict.FAIL);
    return broken
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%,d of %,d acknowledged writes are lost",
                result.dataLoss().lost(),
                result.writes().acknowledged()))
        : Optional.empty();
  }

  private static Function<DrillResult, Optional<String>> problem(String part, String words) {
    return result ->
        result.problem().filter(problem -> problem.contains(part)).map(problem -> words);
  }
}
