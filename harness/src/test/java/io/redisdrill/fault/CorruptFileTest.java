package io.redisdrill.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillResult;
import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that are not those that Redis wrote. */
class CorruptFileTest {
  private static final Place MIDDLE = Place.percent(50);

  @TempDir Path runs;

  private EmbeddedDrills drills;

  @BeforeEach
  void open() {
    drills = new EmbeddedDrills(runs);
  }

  @AfterEach
  void close() {
    drills.close();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "aof",
            CorruptFile.byteAt(Target.INCREMENT, Place.commandAt(50)),
            "Bad file format reading the append only file appendonly.aof.1.incr.aof"),
        Arguments.of(
            "aof",
            CorruptFile.zeroTail(Target.INCREMENT, 4096),
            "Bad file format reading the append only file appendonly.aof.1.incr.aof"),
        Arguments.of(
            "aof",
            CorruptFile.zeros(Target.INCREMENT, Place.commandAt(50), 512),
            "Bad file format reading the append only file appendonly.aof.1.incr.aof"),
        Arguments.of(
            "aof", CorruptFile.zeros(Target.MANIFEST, MIDDLE, 8), "FATAL AOF MANIFEST FILE ERROR"),
        Arguments.of(
            "hybrid", CorruptFile.bitFlip(Target.BASE, MIDDLE), "appendonly.aof.1.base.rdb"),
        Arguments.of("rdb", CorruptFile.bitFlip(Target.DUMP, MIDDLE), "dump.rdb"));
  }

  /** With its own last words, which name the file. */
  @ParameterizedTest
  @MethodSource("refused")
  void redisRefusesWhatItCanTellIsWrong(String stack, CorruptFile fault, String words) {
    DrillResult result = drills.run(stack, fault);
    assertThat(result.verdict()).as("%s", result).isNotEqualTo(Verdict.PASS);
    assertThat(result.problem()).get().asString().contains(words);
    assertThat(EmbeddedDrills.check(result, "fault took effect")).isEqualTo(Verdict.PASS);
    Map<String, Object> proof = result.fault().proof();
    assertThat(proof).containsKeys("file", "offset", "bytesThere", "bytesWritten");
    assertThat(proof.get("sha256Before")).isNotEqualTo(proof.get("sha256After"));
  }

  @Test
  void onlyAZeroTailMakesTheFileLonger() {
    Map<String, Object> tail =
        drills.run("aof", CorruptFile.zeroTail(Target.INCREMENT, 100)).fault().proof();
    assertThat(size(tail, "bytesAfter") - size(tail, "bytesBefore")).isEqualTo(100);
    assertThat(tail.get("offset")).isEqualTo(tail.get("bytesBefore"));
    Map<String, Object> flip =
        drills.run("aof", CorruptFile.bitFlip(Target.INCREMENT, MIDDLE)).fault().proof();
    assertThat(flip.get("bytesAfter")).isEqualTo(flip.get("bytesBefore"));
  }

  private static long size(Map<String, Object> proof, String name) {
    return ((Number) proof.getOrDefault(name, -1)).longValue();
  }

  /** With appendonly yes Redis does not look at a dump.rdb, whatever it holds. */
  @Test
  void bytesThatAreZeroAlreadyProveNothing() throws InterruptedException {
    try (var fixture = new EmbeddedRedisFixture(runs, EmbeddedRedisFixture.stack("aof"))) {
      fixture.redis().stop(Duration.ofSeconds(10));
      fixture.redis().files().write("dump.rdb", new byte[64]);
      fixture.redis().start();
      Injection zeros =
          CorruptFile.zeros(Target.DUMP, Place.offset(8), 16)
              .inject(fixture.redis(), fixture.clock());
      assertThat(zeros.tookEffect()).as("%s", zeros).isFalse();
      assertThat(zeros.proof().get("sha256After")).isEqualTo(zeros.proof().get("sha256Before"));
      Injection flip =
          CorruptFile.bitFlip(Target.DUMP, Place.offset(8))
              .inject(fixture.redis(), fixture.clock());
      assertThat(flip.tookEffect()).as("%s", flip).isTrue();
      assertThat(flip.proof())
          .containsEntry("bytesThere", "00")
          .containsEntry("bytesWritten", "01");
    }
  }

  @Test
  void aFileThatTheStackDoesNotHaveIsNamed() {
    DrillResult result = drills.run("rdb", CorruptFile.bitFlip(Target.INCREMENT, MIDDLE));
    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.problem())
        .get()
        .asString()
        .contains("Cannot find the increment of this Redis", "dump.rdb");
  }

  @Test
  void aPlaceBehindTheEndIsRefused() {
    DrillResult result =
        drills.run("aof", CorruptFile.bitFlip(Target.MANIFEST, Place.offset(1 << 30)));
    assertThat(result.problem()).get().asString().contains("byte 1073741824", "a file of");
  }

  @Test
  void badInputIsRefused() {
    assertThatThrownBy(() -> CorruptFile.zeroTail(Target.INCREMENT, 0))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> CorruptFile.zeros(Target.DUMP, MIDDLE, 1 << 21))
        .isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> Place.percent(100)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> Place.offset(-1)).isInstanceOf(UsageException.class);
  }
}
