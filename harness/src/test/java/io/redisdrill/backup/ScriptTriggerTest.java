package io.redisdrill.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.fault.VolumeLost;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drills that certify what a script of the user's own brings into the bucket. */
class ScriptTriggerTest {
  private static EmbeddedPlatform platform;

  @TempDir Path directory;

  @BeforeAll
  static void open() {
    platform = EmbeddedPlatform.open();
  }

  @AfterAll
  static void close() {
    platform.close();
  }

  private Path script(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("my-backup.sh"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private DrillResult run(String script, Duration limit) throws IOException {
    try (DrillRunner runner = new DrillRunner(directory.resolve("runs"))) {
      return runner.run(
          Drill.on(platform)
              .stack(RestoreDrillTest.stack("hybrid"))
              .workload(Workload.registers().writers(8).lasting(Duration.ofMillis(700)))
              .fault(new VolumeLost())
              .recovery(
                  new RestoreBackup()
                      .with(new CertifiedBackup(new ScriptTrigger(script(script)), limit)))
              .build());
    }
  }

  private static String heard(DrillResult result) throws IOException {
    return Files.readString(Path.of(result.runDirectory()).resolve("backup-output.log"));
  }

  private static String sound() throws IOException {
    return Files.readString(Path.of("src/test/resources/io/redisdrill/backup/my-backup.sh"));
  }

  @Test
  void whatASoundScriptUploadsBringsTheDataBack() throws IOException {
    String telling = "\necho \"with $REDIS_PASSWORD and $AWS_SECRET_ACCESS_KEY\"\n";
    DrillResult result = run(sound() + telling, Duration.ofSeconds(30));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("restored backup older");
    assertThat(heard(result)).contains("saved: +OK", "with (secret) and (secret)");
  }

  @Test
  void aScriptThatSaysAllWentWellAndUploadsNothingIsFoundOut() throws IOException {
    DrillResult result =
        run("#!/bin/sh\necho Backup completed successfully\n", Duration.ofSeconds(30));
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem().orElseThrow())
        .contains("Cannot certify the backup by my-backup.sh", "nothing new", "successfully");
  }

  @Test
  void aScriptThatFailsIsToldWithItsLastWords() throws IOException {
    DrillResult result =
        run("#!/bin/sh\necho \"no: $REDIS_PASSWORD\" >&2\nexit 3\n", Duration.ofSeconds(30));
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem().orElseThrow()).contains("exit code 3", "no: (secret)");
  }

  @Test
  void aScriptThatDoesNotEndIsEndedWithAllThatItStarted() throws IOException {
    DrillResult result =
        run("#!/bin/sh\nsleep 600 &\necho $! > \"$0.pid\"\nwait\n", Duration.ofMillis(700));
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem().orElseThrow())
        .contains("its end within PT0.7S", "a program that still runs");
    String pid = Files.readString(directory.resolve("my-backup.sh.pid")).strip();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void whatCannotBeRunIsRefusedBeforeTheDrill() throws IOException {
    assertThatThrownBy(() -> new ScriptTrigger(directory.resolve("none.sh")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("found no such file");
    Path plain = Files.writeString(directory.resolve("plain.txt"), "echo");
    assertThatThrownBy(() -> new ScriptTrigger(plain)).isInstanceOf(UsageException.class);
  }
}
