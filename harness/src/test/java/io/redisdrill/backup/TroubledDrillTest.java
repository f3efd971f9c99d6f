package io.redisdrill.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.backup.TroubledBackup.Trouble;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.Upload;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Jobs.Ended;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Drills whose backup or restore is in trouble itself, and backups that others make. */
class TroubledDrillTest {
  private static EmbeddedPlatform platform;

  @TempDir Path runs;

  @BeforeAll
  static void open() {
    platform = EmbeddedPlatform.open();
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  private DrillResult run(RestoreBackup recovery) {
    return run(recovery, Workload.registers().writers(8).lasting(Duration.ofMillis(700)));
  }

  private DrillResult run(RestoreBackup recovery, Workload load) {
    return run(recovery, load, "hybrid");
  }

  private DrillResult run(RestoreBackup recovery, Workload load, String stack) {
    try (DrillRunner runner = new DrillRunner(runs)) {
      return runner.run(
          Drill.on(platform)
              .stack(RestoreDrillTest.stack(stack))
              .workload(load)
              .fault(new VolumeLost())
              .recovery(recovery)
              .build());
    }
  }

  private static void passed(DrillResult result) {
    assertThat(result.verdict())
        .as("%s %s", result.checks(), result.objectives())
        .isEqualTo(Verdict.PASS);
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void theNewestThatIsCompleteBringsBackWhatItPromised(Trouble trouble) {
    passed(run(new RestoreBackup().with(new TroubledBackup(trouble))));
  }

  /** An archive so small that it is through before the cut: a backup like any other. */
  @Test
  void withoutItsTroubleADrillShowsNothing() {
    Workload little =
        Workload.registers().writers(1).keys(2).rate(50).lasting(Duration.ofMillis(300));
    DrillResult result =
        run(new RestoreBackup().with(new TroubledBackup(Trouble.UPLOAD_CUT)), little);
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.checks())
        .anySatisfy(
            check -> {
              assertThat(check.name()).isEqualTo("trouble took effect");
              assertThat(check.message()).contains("upload-cut did not", "cuts=0");
            });
  }

  @Test
  void aRestoreThatWasBrokenOffIsFinishedByRunningItAgain() {
    passed(run(new RestoreBackup().with(new BrokenOffRestore("place"))));
  }

  @Test
  void aRedisKilledWhileItLoadsTheBackupLoadsItAgain() {
    Workload much =
        Workload.registers()
            .writers(8)
            .valueBytes(4_096)
            .rate(5_000)
            .lasting(Duration.ofMillis(700))
            .base(128L << 20);
    passed(run(new RestoreBackup().with(new KilledRestore()), much));
  }

  /** There is no rewrite to be killed in, no AOF to be torn, and little that is soon loaded. */
  @Test
  void aTroubleThatCannotBeIsNoneThatWasSurvived() {
    Workload little =
        Workload.registers().writers(1).keys(2).rate(50).lasting(Duration.ofMillis(300));
    for (RestoreBackup none :
        List.of(
            new RestoreBackup().with(new TroubledBackup(Trouble.KILL_AT_REWRITE)),
            new RestoreBackup().with(new TroubledBackup(Trouble.AOF_TRUNCATED)))) {
      DrillResult result = run(none, little, "rdb");
      assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.UNKNOWN);
    }
    DrillResult loaded = run(new RestoreBackup().with(new KilledRestore()), little);
    assertThat(loaded.verdict()).as("%s", loaded.checks()).isEqualTo(Verdict.UNKNOWN);
    assertThat(loaded.checks())
        .anySatisfy(check -> assertThat(check.name()).isEqualTo("trouble took effect"));
  }

  /** What others upload, and what they say. */
  private record Uploading(String key, Content content) implements Trigger {
    private interface Content {
      byte[] of(BackupSource source) throws IOException, InterruptedException;
    }

    @Override
    public String name() {
      return "script";
    }

    @Override
    public Ended run(BackupSource source, Bucket bucket, Duration limit)
        throws InterruptedException {
      try (Upload upload = bucket.upload(key)) {
        byte[] bytes = content.of(source);
        upload.write(bytes, 0, bytes.length);
        upload.complete();
      } catch (IOException e) {
        return new Ended(name(), false, e.toString(), "");
      }
      return new Ended(name(), true, "Complete", "Backup completed successfully");
    }
  }

  private DrillResult certify(String key, Uploading.Content content) {
    return run(
        new RestoreBackup()
            .with(new CertifiedBackup(new Uploading(key, content), Duration.ofSeconds(30))));
  }

  private static byte[] saved(BackupSource source) throws InterruptedException {
    try (var console = source.clients().console(source.redis().endpoint())) {
      new Children(console, source.clock(), Duration.ofSeconds(30)).save();
    }
    return source.redis().files().read("dump.rdb");
  }

  @Test
  void anRdbFileAloneIsABackupToo() {
    passed(certify("mine/dump.rdb", TroubledDrillTest::saved));
  }

  @Test
  void aDumpThatWasNotSavedForItIsFoundOut() {
    byte[][] old = new byte[1][];
    Uploading.Content stale =
        source -> {
          old[0] = saved(source);
          io.redisdrill.run.Waiting.pass(Duration.ofMillis(300), () -> {});
          return old[0];
        };
    Trigger trigger =
        new Trigger() {
          @Override
          public String name() {
            return "stale";
          }

          @Override
          public Ended run(BackupSource source, Bucket bucket, Duration limit)
              throws InterruptedException {
            return new Uploading("mine/dump.rdb", any -> old[0]).run(source, bucket, limit);
          }
        };
    RestoreBackup recovery =
        new RestoreBackup()
            .with(
                new BackupProcedure() {
                  @Override
                  public String name() {
                    return "stale";
                  }

                  @Override
                  public BackupReport run(BackupSource source, Bucket bucket)
                      throws InterruptedException {
                    try {
                      stale.of(source);
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                    return new CertifiedBackup(trigger, Duration.ofSeconds(30)).run(source, bucket);
                  }
                });
    assertThat(run(recovery).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void halfAnArchiveIsNone() {
    DrillResult result = certify("mine/dump.tar.gz", source -> new byte[] {31, -117, 8, 0, 0});
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem().orElseThrow()).contains("a whole .tar.gz");
  }
}
