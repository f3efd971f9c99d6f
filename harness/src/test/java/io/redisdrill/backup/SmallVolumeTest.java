package io.redisdrill.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.Identity;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume without room for the new files beside the old: one that only root can mount. */
class SmallVolumeTest {
  private static final int KEYS = 1_000;

  @TempDir Path directory;
  @TempDir Path mount;

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private interface Body {
    void with(Bench on) throws InterruptedException;
  }

  private void small(Body body) throws IOException, InterruptedException {
    int mounted = run("mount", "-t", "tmpfs", "-o", "size=128m", "redis-drill", mount.toString());
    Assumptions.assumeTrue(mounted == 0, "SKIPPED: only root can mount a small file system");
    try (Bench on = new Bench(directory, Bench.stack("hybrid"), EmbeddedPlatform.in(mount))) {
      body.with(on);
    } finally {
      assertThat(run("umount", mount.toString())).isZero();
    }
  }

  @Test
  void isToldBeforeRedisIsStopped() throws IOException, InterruptedException {
    small(
        on -> {
          on.fill(KEYS);
          Path archive = on.download(on.backUp());
          DataFiles data = on.redis().files();
          Identity before = on.redis().process();
          List<DataFiles.DataFile> files = data.list();
          data.fill();
          try {
            for (Attempt attempt : List.<Attempt>of(Restore::run, Restore::preview)) {
              assertThatThrownBy(() -> attempt.with(on.restore(step -> {}), archive))
                  .isInstanceOf(DrillException.class)
                  .hasMessageMatching(
                      "(?s)Cannot restore the backup \\S+: expected [\\d,]+ bytes free on the"
                          + " volume, beside the old files.*, found 0 bytes.*nothing was changed.*");
            }
            assertThat(on.redis().process()).isEqualTo(before);
            assertThat(data.list()).isEqualTo(files);
          } finally {
            data.drain();
          }
          assertThat(on.restore(step -> {}).run(archive).keys()).isEqualTo(KEYS);
        });
  }

  private interface Attempt {
    Object with(Restore restore, Path archive) throws InterruptedException;
  }

  /** Others may take what was free a moment ago. */
  @Test
  void thatFillsMeanwhileIsCalledFull() throws IOException, InterruptedException {
    small(
        on -> {
          on.redis().stop(Duration.ofSeconds(10));
          DataFiles data = on.redis().files();
          data.fill();
          byte[] content = new byte[100_000];
          assertThatThrownBy(
                  () -> data.write("new", new ByteArrayInputStream(content), content.length))
              .isInstanceOf(DrillException.class)
              .hasMessageContaining("expected space for it on that file system")
              .hasMessageContaining("found No space left on device")
              .hasMessageContaining("Free some space");
          data.drain();
        });
  }
}
