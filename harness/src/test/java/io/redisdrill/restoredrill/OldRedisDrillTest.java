package io.redisdrill.restoredrill;

import static io.redisdrill.Verdict.FAIL;
import static io.redisdrill.Verdict.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.platform.embedded.OldRedis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restore drills on a server whose AOF is one file, of backups that were made there. */
class OldRedisDrillTest {
  @TempDir Path directory;

  @Test
  void aSoundBackupPassesAndADamagedOneFails() throws Exception {
    try (Workshop on = new Workshop(directory, "aof", OldRedis.open())) {
      Path whole = on.archive("whole.tar.gz");
      RestoreResult sound = on.drill(whole, "min-keys=1010");
      assertThat(sound.verdict()).as(sound.toString()).isEqualTo(PASS);
      assertThat(Workshop.verdicts(sound)).containsEntry("redis-check-aof", PASS);
      assertThat(sound.evidence().redis().orElseThrow().version()).startsWith("6.");

      RestoreResult damaged = on.drill(damaged(whole));
      assertThat(damaged.verdict()).isEqualTo(FAIL);
      assertThat(Workshop.verdicts(damaged)).containsEntry("redis-check-aof", FAIL);
    }
  }

  private Path damaged(Path whole) throws IOException {
    Map<String, byte[]> files = Tar.read(whole);
    byte[] aof = Tar.file(files, "/appendonly.aof");
    aof[aof.length / 2] ^= 1;
    return Tar.write(directory.resolve("damaged.tar.gz"), files);
  }
}
