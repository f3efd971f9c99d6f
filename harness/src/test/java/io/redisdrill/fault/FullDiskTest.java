package io.redisdrill.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.Verdict;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of its own, which only root can mount, or none at all. */
class FullDiskTest {
  private static final Duration BRIEF = Duration.ofMillis(1_500);

  @TempDir Path runs;
  @TempDir Path mount;

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** The kernel's own ENOSPC: writes are refused, and taken again once there is space. */
  @Test
  void everysecRefusesWritesUntilThereIsSpace() throws IOException, InterruptedException {
    small(
        drills -> {
          DrillResult result =
              drills.run(
                  EmbeddedRedisFixture.stack("aof"),
                  EmbeddedDrills.BRIEF.rate(20_000),
                  new FullDisk(BRIEF));
          assertThat(EmbeddedDrills.check(result, "fault took effect"))
              .as("%s", result)
              .isEqualTo(Verdict.PASS);
          assertThat(String.valueOf(result.fault().proof().get("redisSays")))
              .containsAnyOf("No space left on device", "Short write while writing to the AOF");
          assertThat(result.writes().failed()).as("%s", result).isPositive();
          assertThat(result.recoveryTime()).isPresent();
          assertThat(result.dataLoss().lost()).isZero();
        });
  }

  /** Without save points or an AOF nothing is written, and so nothing is refused. */
  @Test
  void whoWritesNothingDoesNotNotice() throws IOException, InterruptedException {
    small(
        drills -> {
          DrillResult result =
              drills.run(
                  EmbeddedRedisFixture.stack("rdb").with("save", ""),
                  EmbeddedDrills.BRIEF.rate(20_000),
                  new FullDisk(BRIEF));
          assertThat(EmbeddedDrills.check(result, "fault took effect"))
              .as("%s", result)
              .isEqualTo(Verdict.UNKNOWN);
        });
  }

  private interface Body {
    void with(EmbeddedDrills drills);
  }

  private void small(Body body) throws IOException, InterruptedException {
    Path table = Path.of("/proc/mounts");
    Assumptions.assumeTrue(Files.isReadable(table), "needs Linux");
    int mounted = run("mount", "-t", "tmpfs", "-o", "size=128m", "redis-drill", mount.toString());
    Assumptions.assumeTrue(mounted == 0, "SKIPPED: only root can mount a small file system");
    try (EmbeddedDrills drills = new EmbeddedDrills(runs, EmbeddedPlatform.in(mount))) {
      body.with(drills);
    } finally {
      assertThat(run("umount", mount.toString())).isZero();
    }
  }

  @Test
  void aLargeFileSystemIsLeftAlone() throws IOException {
    Assumptions.assumeTrue(Files.getFileStore(runs).getTotalSpace() > 1L << 30);
    try (EmbeddedDrills drills = new EmbeddedDrills(runs, EmbeddedPlatform.in(runs))) {
      assertThat(drills.platform().unavailable(Capability.FULL_DISK))
          .get()
          .asString()
          .contains("java.io.tmpdir");
      DrillResult result = drills.run("aof", new FullDisk());
      assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
      assertThat(result.problem()).get().asString().contains("full-disk is unavailable");
    }
  }
}
