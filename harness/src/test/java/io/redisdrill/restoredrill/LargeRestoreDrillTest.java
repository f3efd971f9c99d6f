package io.redisdrill.restoredrill;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.Verdict;
import io.redisdrill.redis.Console;
import io.redisdrill.restoredrill.RestoreResult.Phase;
import io.redisdrill.restoredrill.RestoreResult.RecoveryTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A drill of so many MiB, in a heap of 256 MiB, against what tar, reading the archive and loading
 * it take by themselves: run it with {@code -Dredis-drill.large=1024 -DargLine=-Xmx256m}, on a
 * machine that does nothing else.
 */
@EnabledIfSystemProperty(named = "redis-drill.large", matches = "\\d+")
class LargeRestoreDrillTest {
  private static final int MEBIBYTES = Integer.getInteger("redis-drill.large", 1024);
  private static final double MOST_ADDED = 1.2;

  @TempDir Path directory;

  @Test
  void addsLittleToWhatRestoringTakes() throws Exception {
    try (Workshop on = new Workshop(directory, "rdb")) {
      Random random = new Random(1);
      byte[] value = new byte[1 << 20];
      try (Console console = on.console()) {
        for (int i = 0; i < MEBIBYTES; i++) {
          random.nextBytes(value);
          console.set(("key:" + i).getBytes(US_ASCII), value);
        }
      }
      Path archive = on.archive("large.tar.gz");
      double tar = tar(archive);
      RestoreResult result = on.drill(archive, "min-keys=" + MEBIBYTES);

      assertThat(result.verdict()).as(result.toString()).isEqualTo(Verdict.PASS);
      RecoveryTime time = result.recoveryTime().orElseThrow();
      List<String> lines = new ArrayList<>();
      lines.add("heap limit %,d MiB".formatted(Runtime.getRuntime().maxMemory() >> 20));
      lines.add("tar %.0f ms".formatted(tar));
      time.phases().forEach(phase -> lines.add(words(phase)));
      result.afterwards().forEach(phase -> lines.add("besides: " + words(phase)));
      Files.write(Path.of("target/large-restore-drill.txt"), lines);
      double alone = tar + millis(time, "read") + millis(time, "load");
      assertThat(time.totalMillis()).as(lines.toString()).isLessThan(MOST_ADDED * alone);
    }
  }

  private double tar(Path archive) throws IOException, InterruptedException {
    Path into = Files.createDirectory(directory.resolve("by-tar"));
    long began = System.nanoTime();
    Process tar =
        new ProcessBuilder("tar", "xzf", archive.toString(), "-C", into.toString())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return (System.nanoTime() - began) / 1e6;
  }

  private static double millis(RecoveryTime time, String name) {
    return time.phases().stream()
        .filter(phase -> phase.name().equals(name))
        .mapToDouble(Phase::millis)
        .sum();
  }

  private static String words(Phase phase) {
    return "%s %.0f ms %.0f MiB/s"
        .formatted(phase.name(), phase.millis(), phase.mebibytesPerSecond());
  }
}
