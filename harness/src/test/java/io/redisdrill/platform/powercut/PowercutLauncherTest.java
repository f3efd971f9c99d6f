package io.redisdrill.platform.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut leaves of files that real processes wrote and synced. */
class PowercutLauncherTest {
  @TempDir Path directory;
  private Watched watched;

  @BeforeEach
  void begin() throws IOException {
    watched = new Watched(directory);
  }

  @Test
  void whatWasSyncedStaysAndNothingElse() throws Exception {
    watched.run("printf 12 > a; sync a; printf 345 >> a; printf x > b");
    PowerCutProof proof = watched.cut();
    assertThat(watched.contents()).containsExactly("a=12");
    assertThat(proof.sound()).as(proof.doubts()).isTrue();
    assertThat(proof.bytesDropped()).isEqualTo(4);
    assertThat(proof.namesRolledBack()).isEqualTo(1);
    assertThat(proof.files())
        .extracting(PowerCutProof.FileCut::file)
        .containsExactlyInAnyOrder("a", "b");
    assertThat(proof.oldestDroppedAgeMillis().orElseThrow()).isBetween(0.0, 30_000.0);
    assertThat(proof.endSeen()).isTrue();
  }

  @Test
  void whatNothingWasWrittenAfterLosesNothing() throws Exception {
    watched.run("printf 12 > a; sync a");
    PowerCutProof proof = watched.cut();
    assertThat(watched.contents()).containsExactly("a=12");
    assertThat(proof.sound()).isTrue();
    assertThat(proof.bytesDropped()).isZero();
    assertThat(proof.oldestDroppedAgeMillis()).isEmpty();
  }

  @Test
  void aSyncThatEndsAfterTheKillIsNotDurable() throws Exception {
    watched.control(DiskControl.slow(Duration.ofMillis(1500)));
    Process process = watched.start("printf 12 > a; sync a; touch done");
    watched.awaitRecord("P ");
    Watched.kill(process);
    PowerCutProof proof = watched.cut();
    assertThat(watched.contents()).isEmpty();
    assertThat(proof.syncs().unfinished()).isEqualTo(1);
    assertThat(proof.sound()).isTrue();
  }

  @Test
  void aDelayedSyncIsDurableOnceItHasEnded() throws Exception {
    watched.control(DiskControl.slow(Duration.ofMillis(100)));
    watched.run("printf 12 > a; sync a");
    PowerCutProof proof = watched.cut();
    assertThat(watched.contents()).containsExactly("a=12");
    assertThat(proof.injected().delayed()).isEqualTo(1);
    assertThat(proof.syncs().unfinished()).isZero();
  }

  @Test
  void aHungSyncWaitsUntilTheDiskGoesOn() throws Exception {
    watched.control(DiskControl.of(DiskControl.Mode.HANG));
    Process process = watched.start("printf 12 > a; sync a; kill -9 $$");
    watched.awaitRecord("P ");
    assertThat(process.isAlive()).isTrue();
    watched.control(DiskControl.healthy());
    Watched.end(process);
    assertThat(watched.cut().injected().hung()).isEqualTo(1);
    assertThat(watched.contents()).containsExactly("a=12");
  }

  @Test
  void aFailingDiskIsToldToTheServerAndHeals() throws Exception {
    watched.control(DiskControl.of(DiskControl.Mode.EIO));
    Process process =
        watched.start(
            "printf 12 > a; sync a || touch failed; while [ ! -e go ]; do sleep 0.01; done;"
                + "sync a && kill -9 $$");
    watched.awaitFile("failed");
    watched.control(DiskControl.healthy());
    Files.createFile(watched.data.resolve("go"));
    assertThat(Watched.end(process)).isEqualTo(137);
    PowerCutProof proof = watched.cut();
    assertThat(proof.injected().failed()).isEqualTo(1);
    assertThat(watched.read("a")).isEqualTo("12");
  }

  @Test
  void aLyingDiskLosesWhatItSaidWasDurable() throws Exception {
    watched.run("printf 1 > a; sync a; echo mode=lie > .powercut/control; printf 2 >> a; sync a");
    PowerCutProof proof = watched.cut();
    assertThat(watched.contents()).containsExactly("a=1");
    assertThat(proof.lostSyncs()).isEqualTo(1);
    assertThat(proof.bytesDropped()).isEqualTo(1);
    assertThat(proof.oldestDroppedAgeMillis().orElseThrow())
        .isGreaterThanOrEqualTo(proof.oldestDroppedAgeAtLeastMillis().orElseThrow());
  }

  @Test
  void aControlFileThatCannotBeUnderstoodIsNoHealthyDisk() throws Exception {
    watched.run("echo mode=slow > .powercut/control; printf 1 > a; sync a");
    assertThat(watched.cut().reasons())
        .extracting(PowerCutProof.Doubt::reason)
        .contains("bad-control");
  }

  @Test
  void whenTheSupervisorIsGoneEverySyncFails() throws Exception {
    Process process =
        watched.start(
            "printf 1 > a; sync a; touch ready; while [ ! -e go ]; do sleep 0.01; done;"
                + "printf 2 >> a; sync a || kill -9 $$");
    watched.awaitFile("ready");
    String program = watched.launcher.program().toString();
    ProcessHandle.allProcesses()
        .filter(other -> other.info().commandLine().orElse("").startsWith(program + " run"))
        .forEach(ProcessHandle::destroyForcibly);
    Files.createFile(watched.data.resolve("go"));
    assertThat(Watched.end(process)).isEqualTo(137);
    PowerCutProof proof = watched.cut();
    assertThat(watched.contents()).containsExactly("a=1");
    assertThat(proof.endSeen()).isFalse();
  }

  @Test
  void signalsAndExitCodesPassThrough() throws Exception {
    Process process =
        watched.start(
            "trap 'printf bye > t; sync t; exit 7' TERM; touch ready; while :; do sleep 0.01; done");
    watched.awaitFile("ready");
    process.destroy();
    assertThat(Watched.end(process)).isEqualTo(7);
    watched.cut();
    assertThat(watched.read("t")).isEqualTo("bye");
  }

  @Test
  void thousandsOfFiles() throws Exception {
    watched.run(
        "i=0; while [ $i -lt 3000 ]; do printf $i > f$i; i=$((i+1)); done;"
            + "sync f7; mv f7 g7; mv f8 g8");
    PowerCutProof proof = watched.cut();
    assertThat(proof.sound()).as(proof.doubts()).isTrue();
    assertThat(watched.read("f7")).isEqualTo("7");
    assertThat(watched.read("f8")).isEmpty();
    assertThat(watched.data.resolve("g7")).doesNotExist();
    assertThat(watched.contents()).hasSize(3000);
    assertThat(proof.unlisted()).isGreaterThan(1000);
  }

  @Test
  void aKillWithoutACutKeepsUnsyncedBytesAtRiskInTheNextLife() throws Exception {
    watched.run("printf 1 > a; sync a; printf 2 >> a");
    watched.run("printf b > b; sync b");
    watched.cut();
    assertThat(watched.contents()).containsExactly("a=1", "b=b");
  }

  @Test
  void aRestoredBackupCountsAsDurableWhenItIsSaidSo() throws Exception {
    watched.run("printf 1 > a; sync a; printf 2 >> a");
    watched.run("printf 3 >> a", "-b");
    watched.cut();
    assertThat(watched.contents()).containsExactly("a=12");
  }

  @Test
  void afterACutTheNextLifeBeginsWithWhatIsThere() throws Exception {
    watched.run("printf 1 > a; sync a; printf 2 >> a");
    watched.cut();
    assertThat(watched.cut().reasons())
        .extracting(PowerCutProof.Doubt::reason)
        .containsExactly("already-cut");
    Files.writeString(watched.data.resolve("a"), "1 restored");
    watched.run("printf 3 >> a");
    watched.cut();
    assertThat(watched.contents()).containsExactly("a=1 restored");
  }

  @Test
  void aRequestedCutIsAppliedBeforeTheServerStarts() throws Exception {
    watched.run("printf 1 > a; sync a; printf 2 >> a");
    Path side = watched.data.resolve(Launcher.SIDE_FOLDER);
    Files.writeString(side.resolve(Launcher.CUT_REQUEST), "id=run-17 model=posix\n");
    watched.run("cat a > seen", "-c");
    PowerCutProof proof = PowerCutProof.parse(Files.readString(side.resolve(Launcher.LAST_CUT)));
    assertThat(proof.request()).isEqualTo("run-17");
    assertThat(proof.model()).isEqualTo(MetadataModel.POSIX);
    assertThat(proof).isEqualTo(PowerCutProof.parse(watched.output()));
    assertThat(side.resolve(Launcher.CUT_REQUEST)).doesNotExist();
  }
}
