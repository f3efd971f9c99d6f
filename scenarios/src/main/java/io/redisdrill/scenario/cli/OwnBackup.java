package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.backup.CertifiedBackup;
import io.redisdrill.backup.JobTrigger;
import io.redisdrill.backup.RestoreBackup;
import io.redisdrill.backup.ScriptTrigger;
import io.redisdrill.backup.Trigger;
import io.redisdrill.recovery.RecoveryPlan;
import io.redisdrill.scenario.NamedDrill;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that put a backup of the user's own in the place of the tool's. */
final class OwnBackup {
  @Option(
      names = "--backup-job",
      paramLabel = "NAME",
      description = "Restore what this CronJob or Job of the stack backs up, and judge that.")
  private Optional<String> job = Optional.empty();

  @Option(
      names = "--backup-script",
      paramLabel = "PATH",
      description = "Restore what this program of yours backs up, and judge that.")
  private Optional<Path> script = Optional.empty();

  @Option(
      names = "--backup-limit",
      paramLabel = "DURATION",
      description = "How long that backup may take (5m).")
  private Duration limit = Duration.ofMinutes(5);

  /** Returns how a drill is to come back. */
  RecoveryPlan of(NamedDrill drill, boolean named) {
    Optional<Trigger> trigger = trigger();
    if (trigger.isEmpty()) {
      return drill.recovery();
    }
    CertifiedBackup backup = new CertifiedBackup(trigger.get(), limit);
    if (drill.recovery() instanceof RestoreBackup restore) {
      return restore.with(backup);
    }
    if (named) {
      throw new UsageException(
          "Cannot use a backup of your own in " + drill.name(),
          "a drill that restores, such as hybrid-volume-lost-restore, or --stack with --fault",
          "one that does not",
          "Choose another one, or leave out --backup-job and --backup-script.");
    }
    return new RestoreBackup().with(backup);
  }

  private Optional<Trigger> trigger() {
    if (job.isPresent() && script.isPresent()) {
      throw new UsageException(
          "Cannot tell which backup to trigger",
          "--backup-job or --backup-script",
          "both",
          "Leave one of them out.");
    }
    if (limit.isZero() || limit.isNegative()) {
      throw new UsageException(
          "Cannot wait for a backup",
          "a limit above 0",
          limit.toString(),
          "Correct --backup-limit.");
    }
    Optional<Trigger> program = script.map(ScriptTrigger::new);
    return program.isPresent() ? program : job.map(JobTrigger::new);
  }
}
