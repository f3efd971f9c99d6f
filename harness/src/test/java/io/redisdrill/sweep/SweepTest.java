package io.redisdrill.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.redis.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {
  @TempDir private Path directory;
  private LocalEngine recorder;
  private Path source;

  @BeforeEach
  void record() {
    recorder = LocalEngine.open(Optional.empty());
    source = KnownAnswer.record(recorder);
  }

  @AfterEach
  void close() {
    recorder.close();
  }

  private SweepPlan drawn(String shard) {
    return new SweepPlan(
        source,
        SweepPlan.Kind.TRUNCATE,
        Optional.empty(),
        new Sampling(1, 24, 7),
        Shard.parse(shard),
        Map.of());
  }

  private SweepResult sweep(SweepPlan plan, Path out) throws InterruptedException {
    try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
      return SweepRunner.of(engine).run(plan, out, it -> {});
    }
  }

  /** The same commands, recorded at another time. */
  private LocalEngine again() {
    recorder.close();
    recorder = LocalEngine.open(Optional.empty());
    return recorder;
  }

  private Path out(String name) {
    return directory.resolve(name);
  }

  @Test
  void givesTheSameFileByteForByte() throws Exception {
    sweep(drawn("1/1"), out("a"));
    source = KnownAnswer.record(again());
    sweep(drawn("1/1"), out("b"));

    assertThat(out("a").resolve("sweep.json"))
        .hasSameBinaryContentAs(out("b").resolve("sweep.json"));
    assertThat(out("a").resolve("sweep.json")).content().contains("\"images\":24");
  }

  @Test
  void goesOnWhereItStopped() throws Exception {
    SweepResult whole = sweep(drawn("1/1"), out("a"));
    Path images = out("a").resolve("images.jsonl");
    List<String> lines = Files.readAllLines(images);
    // As a SIGKILL leaves it: some lines, and a part of one.
    Files.writeString(
        images, lines.get(0) + "\n" + lines.get(1) + "\n" + lines.get(2).substring(9));
    byte[] before = Files.readAllBytes(out("a").resolve("sweep.json"));
    Files.delete(out("a").resolve("sweep.json"));

    SweepResult resumed = sweep(drawn("1/1"), out("a"));

    assertThat(resumed).isEqualTo(whole);
    assertThat(out("a").resolve("sweep.json")).hasBinaryContent(before);
    assertThat(SweepFiles.existing(out("a")).times().orElseThrow().images()).isEqualTo(22);
  }

  @Test
  void refusesTheDirectoryOfAnotherSweep() throws Exception {
    sweep(drawn("1/1"), out("a"));

    assertThatThrownBy(() -> sweep(drawn("1/2"), out("a")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("another sweep");
  }

  @Test
  void mergesItsShardsToTheVerySameFile() throws Exception {
    sweep(drawn("1/1"), out("whole"));
    sweep(drawn("1/3"), out("1"));
    sweep(drawn("2/3"), out("2"));
    sweep(drawn("0/3"), out("3"));

    Merge.of(List.of(out("2"), out("3"), out("1")), out("merged"));

    assertThat(out("merged").resolve("sweep.json"))
        .hasSameBinaryContentAs(out("whole").resolve("sweep.json"));
    assertThat(out("merged").resolve("reproducers/poisoned/README.md"))
        .hasSameTextualContentAs(out("whole").resolve("reproducers/poisoned/README.md"));
    refusesToMerge("none of 2/3", out("1"), out("3"));
    refusesToMerge("shard 1/3 in", out("1"), out("2"), out("3"), out("1"));
    refusesToMerge("which differ", out("1"), out("2"), out("whole"));
  }

  private void refusesToMerge(String why, Path... shards) {
    assertThatThrownBy(() -> Merge.of(List.of(shards), out("refused")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why);
    assertThat(out("refused")).doesNotExist();
  }

  @Test
  void findsWhatABitChanges() throws Exception {
    SweepPlan flips =
        new SweepPlan(
            source,
            SweepPlan.Kind.BITFLIP,
            Optional.of("appendonly.aof.1.incr.aof"),
            new Sampling(1, 120, 3),
            Shard.whole(),
            Map.of());

    SweepResult result = sweep(flips, out("a"));

    // A bit of a value is loaded as it is; one of the protocol is refused.
    assertThat(result.count(Outcome.WRONG_DATA)).isPositive();
    assertThat(result.count(Outcome.REFUSED)).isPositive();
    assertThat(result.count(Outcome.UNKNOWN)).isZero();
    assertThat(out("a").resolve("reproducers/wrong-data/README.md")).content().contains("bit ");
  }

  @Test
  void judgesALogWhoseKeysHaveExpired() throws Exception {
    Path data = directory.resolve("data");
    Files.createDirectory(data);
    Files.writeString(
        data.resolve("appendonly.aof"),
        command("SET", "kept", "1")
            + command("SET", "short", "2", "PXAT", "1700000000000")
            + command("SET", "shorter", "3")
            + command("PEXPIREAT", "shorter", "1700000000001")
            + command("SET", "last", "4"));
    SweepPlan plan =
        new SweepPlan(
            data,
            SweepPlan.Kind.TRUNCATE,
            Optional.empty(),
            new Sampling(11, 0, 1),
            Shard.whole(),
            Map.of());

    SweepResult result = sweep(plan, out("a"));

    assertThat(result.count(Outcome.EXACT_PREFIX)).isEqualTo(result.images());
  }

  /** Stands for a server with a bug: of short logs it cannot bear each third. */
  private static final String CRASHING =
      """
      #!/bin/sh
      for log in appendonlydir/*.incr.aof; do
        size=$(stat -c %%s "$log")
        if [ $size -lt 300 ] && [ $((size %% 3)) = 1 ]; then
          kill -%s $$
        fi
      done
      exec %s "$@"
      """;

  private SweepResult sweepWith(String signal, String out) throws Exception {
    Path server = directory.resolve("redis-server-" + signal);
    Files.writeString(server, CRASHING.formatted(signal, recorder.executable()));
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("rwx------"));
    try (LocalEngine engine = LocalEngine.open(Optional.of(server))) {
      return SweepRunner.of(engine).run(drawn("1/1"), out(out), it -> {});
    }
  }

  @Test
  void aCrashIsNoRefusal() throws Exception {
    SweepResult crashed = sweepWith("SEGV", "a");
    assertThat(crashed.count(Outcome.CRASHED)).isPositive();
    assertThat(crashed.count(Outcome.REFUSED)).isZero();
    assertThat(crashed.count(Outcome.UNKNOWN)).isZero();
    assertThat(crashed.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(out("a").resolve("sweep.json")).content().contains("signal 11");
    assertThat(out("a").resolve("reproducers/crashed/README.md")).exists();

    // Whoever kills it, the server did not crash.
    SweepResult killed = sweepWith("KILL", "b");
    assertThat(killed.count(Outcome.UNKNOWN)).isEqualTo(crashed.count(Outcome.CRASHED));
    assertThat(killed.count(Outcome.CRASHED)).isZero();
  }

  @Test
  void judgesNothingWhereTheUndamagedFilesDoNotOutliveARestart() throws Exception {
    Path dump = Files.createDirectory(directory.resolve("dump"));
    Files.copy(source.resolve("appendonlydir/appendonly.aof.1.base.rdb"), dump.resolve("dump.rdb"));
    SweepPlan plan =
        new SweepPlan(
            dump,
            SweepPlan.Kind.TRUNCATE,
            Optional.empty(),
            new Sampling(40, 0, 1),
            Shard.whole(),
            Map.of());
    assertThat(sweep(plan, out("sound")).count(Outcome.POISONED)).isZero();

    assertThatThrownBy(() -> sweep(plan.with(Map.of("save", "")), out("a")))
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("keeps what is written then over a clean restart")
        .hasMessageContaining("--set");
    assertThat(out("a").resolve("sweep.json")).doesNotExist();
  }

  @Test
  void countsWhatIsLoadedInSpiteOfTheDamage() throws Exception {
    SweepPlan all =
        new SweepPlan(
            source,
            SweepPlan.Kind.TRUNCATE,
            Optional.empty(),
            new Sampling(317, 0, 1),
            Shard.whole(),
            Map.of());
    SweepResult result = sweep(all, out("a"));
    assertThat(result.images()).as("cut to nothing, and not cut").isEqualTo(2);
    assertThat(result.identical()).isEqualTo(1);
  }

  private static String command(String... words) {
    return new String(Request.encode(words), StandardCharsets.UTF_8);
  }

  @Test
  void leavesNothingBehindButItsResults() throws Exception {
    Path work;
    try (LocalEngine engine = LocalEngine.open(Optional.empty())) {
      work = engine.directory();
      SweepRunner.of(engine).run(drawn("1/1"), out("a"), it -> {});
      assertThat(work.resolve("w0/data")).doesNotExist();
    }
    assertThat(work).doesNotExist();
    assertThat(out("a")).isDirectoryContaining("glob:**/{plan,sweep,times}.json");
  }

  @Test
  void judgesNothingByFilesThatAreNotLoadedAsTheyWereWritten() throws IOException {
    Path base = source.resolve("appendonlydir/appendonly.aof.1.base.rdb");
    byte[] bytes = Files.readAllBytes(base);
    bytes[5] = '9'; // of the version, "0010"
    Files.write(base, bytes);

    assertThatThrownBy(() -> sweep(drawn("1/1"), out("a")))
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("Can't handle RDB format version 9010");
  }
}
