package io.redisdrill.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a shell in the container does, tried in one of this machine. */
class PodDiskTest {
  @TempDir Path directory;

  @Test
  void tamperingChangesTheFirstRecordAndNothingElse() throws Exception {
    Path ledger = directory.resolve("ledger");
    Files.writeString(ledger, "powercut-ledger 2 17\nV 1 2 3\n#0123456789abcdef\n");
    Process shell =
        new ProcessBuilder(List.of("sh", "-c", PodDisk.TAMPER, "sh", ledger.toString()))
            .redirectErrorStream(true)
            .start();
    assertThat(shell.waitFor()).isZero();
    assertThat(ledger).content().isEqualTo("powercut-ledger 2 17\n? 1 2 3\n#0123456789abcdef\n");
  }
}
