package io.redisdrill.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillResult;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A file that the user of Redis is kept out of; root is not. */
class WrongModeTest {
  @TempDir Path runs;

  /** What the tool says must be what the kernel does with this very user. */
  private boolean keptOut() throws IOException {
    Path probe = Files.createFile(runs.resolve("probe"));
    Files.setPosixFilePermissions(probe, PosixFilePermissions.fromString("---------"));
    try {
      Files.readAllBytes(probe);
      return false;
    } catch (IOException denied) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Target.class,
      names = {"INCREMENT", "MANIFEST", "BASE"})
  void redisRefusesAFileThatItMayNotReadUnlessItIsRoot(Target target) throws IOException {
    boolean keptOut = keptOut();
    try (EmbeddedDrills drills = new EmbeddedDrills(runs)) {
      DrillResult result = drills.run("aof", new WrongMode(target));
      assertThat(result.verdict()).as("%s", result).isNotEqualTo(Verdict.PASS);
      assertThat(EmbeddedDrills.check(result, "fault took effect"))
          .isEqualTo(keptOut ? Verdict.PASS : Verdict.UNKNOWN);
      assertThat(result.fault().proof()).containsEntry("modeAfter", "---------");
      if (keptOut) {
        assertThat(result.problem()).get().asString().contains("Permission denied");
      } else {
        assertThat(String.valueOf(result.fault().proof().get("because"))).contains("root");
      }
    }
  }

  /** It lets Redis do all that it did before. */
  @Test
  void aModeThatKeepsNobodyOutProvesNothing() {
    try (EmbeddedDrills drills = new EmbeddedDrills(runs)) {
      DrillResult result = drills.run("aof", new WrongMode(Target.INCREMENT, "rw-rw-rw-"));
      assertThat(EmbeddedDrills.check(result, "fault took effect")).isEqualTo(Verdict.UNKNOWN);
      assertThat(result.dataLoss().lost()).isZero();
    }
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> new WrongMode(Target.DUMP, "0644")).isInstanceOf(UsageException.class);
  }
}
