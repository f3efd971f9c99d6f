package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Jobs.Ended;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A restore that a CronJob or Job of the stack does, which finds the backup by itself. Whether it
 * brought the data back is for the drill to read.
 *
 * @param job its name
 * @param within how long it may take
 */
public record JobRestore(String job, Duration within) implements RestoreProcedure {
  @Override
  public String name() {
    return job;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.JOBS);
  }

  @Override
  public RestoreReport run(RestoreTarget target, Path archive, Consumer<String> step)
      throws InterruptedException {
    Timing timing = new Timing(step);
    timing.begin("verify");
    BackupMetadata metadata = VerifiedBackup.verify(archive, Unpacking.DEFAULT).metadata();
    timing.begin("stop");
    long stopped = target.clock().now();
    Ended ended =
        target
            .redis()
            .jobs()
            .orElseThrow(
                () ->
                    new DrillException(
                        "Cannot restore with the Job " + job,
                        "a platform with Kubernetes",
                        "another one",
                        "Choose k3s."))
            .run(job, Map.of(), within);
    if (!ended.succeeded()) {
      throw new DrillException(
          "Cannot restore with the Job " + job,
          "a run that succeeds",
          ended.reason() + "; its last words: " + ended.said(),
          "Mend it, and look at what it left: it may have stopped Redis.");
    }
    timing.begin("start");
    Serving.await(target.redis(), target.clients(), target.limit());
    try (Console console = target.clients().console(target.redis().endpoint())) {
      long keys = Keyspace.keys(console.info());
      return new RestoreReport(
          metadata, "what " + job + " did", stopped, keys, Optional.empty(), timing.end());
    }
  }
}
