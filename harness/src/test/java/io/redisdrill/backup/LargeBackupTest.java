package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.redis.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cycle of 1 GiB, in a heap of 256 MiB: run it with {@code -DargLine=-Xmx256m} and {@code
 * -Dredis-drill.embedded.data-limit=8589934592}, as old and new files lie side by side for a while.
 */
@EnabledIfSystemProperty(named = "redis-drill.large", matches = "\\d+")
class LargeBackupTest {
  private static final int MEBIBYTES = Integer.getInteger("redis-drill.large", 1024);

  @TempDir Path directory;

  @Test
  void streams() throws Exception {
    try (Bench on = new Bench(directory, Bench.stack("hybrid"))) {
      Random random = new Random(1);
      byte[] value = new byte[1 << 20];
      try (Console console = on.clients.console(on.redis().endpoint())) {
        for (int i = 0; i < MEBIBYTES; i++) {
          random.nextBytes(value);
          console.set(("key:" + i).getBytes(US_ASCII), value);
        }
      }
      BackupReport made = on.backUp();
      RestoreReport back = on.restore(step -> {}).run(on.download(made));
      assertThat(on.size()).isEqualTo(MEBIBYTES);
      List<String> lines = new ArrayList<>();
      lines.add("heap limit %,d MiB".formatted(Runtime.getRuntime().maxMemory() >> 20));
      made.steps().forEach(step -> lines.add("backup " + words(step)));
      back.steps().forEach(step -> lines.add("restore " + words(step)));
      Files.write(Path.of("target/large.txt"), lines);
    }
  }

  private static String words(BackupReport.Step step) {
    return "%s %.0f ms %.0f MiB/s".formatted(step.name(), step.millis(), step.mebibytesPerSecond());
  }
}
