package io.redisdrill.platform.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same kill, seen by the launcher and by a real file system: a loop-mounted ext4 whose device
 * is copied right after it. Both lose the same writes, to the write. A sync that was under way at
 * the kill is not durable to the launcher, and yet the kernel may end it before the device is
 * copied: then, and only then, the launcher may lose more. Needs root and loop devices.
 */
@EnabledIfSystemProperty(named = "redis-drill.loop-truth", matches = "true")
class LoopTruthTest {
  private static final long LIMIT_SECONDS = 60;
  private static int equal;

  @TempDir Path directory;

  private Path mounted() {
    return directory.resolve("mounted");
  }

  private Path copyMounted() {
    return directory.resolve("copy-mounted");
  }

  @AfterAll
  static void mostHadNoSyncUnderWay() {
    assertThat(equal).as("runs that could be compared to the write").isGreaterThanOrEqualTo(3);
  }

  @AfterEach
  void unmount() throws Exception {
    for (Path mount : List.of(mounted(), copyMounted())) {
      exec("sh", "-c", "mountpoint -q " + mount + " && umount " + mount + " || true");
    }
  }

  private static void exec(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
        .as("%s", List.of(command))
        .isTrue();
    assertThat(process.exitValue()).as("%s", List.of(command)).isZero();
  }

  private static Path mount(Path image, Path at) throws Exception {
    exec("mount", "-o", "loop", image.toString(), Files.createDirectories(at).toString());
    return at;
  }

  private Process plain(CountingRedis redis, Path data) throws IOException {
    return new ProcessBuilder("sh", "-c", redis.command("no", data))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("plain.log").toFile())
        .start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "always",
        "everysec",
        "no",
        "everysec",
        "everysec",
        "no",
        "always",
        "everysec",
        "no",
        "everysec"
      })
  void bothLoseTheSameWrites(String policy) throws Exception {
    Path image = directory.resolve("image");
    Path copy = directory.resolve("copy");
    exec("truncate", "-s", "300M", image.toString());
    exec("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0", image.toString());
    Watched watched = new Watched(mount(image, mounted()));
    exec("sync", "-f", mounted().toString());

    CountingRedis redis = new CountingRedis(directory);
    Duration load = Duration.ofMillis(1_500 + (System.nanoTime() & 1_023));
    long acknowledged = redis.write(watched.start(redis.command(policy, watched.data)), load);
    exec("cp", "--sparse=always", image.toString(), copy.toString());

    PowerCutProof cut = watched.cut();
    assertThat(cut.sound()).as(cut.doubts()).isTrue();
    long kept = redis.survived(plain(redis, watched.data));
    mount(copy, copyMounted());
    long truth = redis.survived(plain(redis, copyMounted().resolve("data")));

    String run = "%s: %,d acknowledged, %s".formatted(policy, acknowledged, cut.syncs());
    assertThat(kept).as(run).isLessThanOrEqualTo(truth);
    if (cut.syncs().unfinished() == 0) {
      assertThat(kept).as(run).isEqualTo(truth);
      equal++;
    }
  }
}
