package io.redisdrill.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.load.Workload.Mix;
import io.redisdrill.redis.Console;
import io.redisdrill.run.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTest {
  private static final Workload WORKLOAD =
      Workload.registers()
          .writers(10)
          .pipeline(8)
          .keys(20)
          .mix(Mix.ALL)
          .timeout(Duration.ofSeconds(1));

  @TempDir Path directory;
  private EmbeddedRedisFixture fixture;

  @BeforeEach
  void begin() throws InterruptedException {
    fixture = new EmbeddedRedisFixture(directory, EmbeddedRedisFixture.stack("aof"));
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private HistoryWriter history(Workload workload) {
    return HistoryWriter.create(
        directory.resolve("history.bin"), workload.writers(), fixture.clock());
  }

  private Load start(Workload workload, HistoryWriter history) {
    return Load.start(
        workload, fixture.redis().endpoint(), fixture.clients(), history, fixture.clock());
  }

  @Test
  void goesOnWithNewKeysAfterEachKillAndRecordsEveryWriteOnce() throws InterruptedException {
    long told;
    int[] keys;
    try (HistoryWriter history = history(WORKLOAD);
        Load load = start(WORKLOAD, history)) {
      for (int kill = 0; kill < 3; kill++) {
        Waiting.pass(Duration.ofMillis(300), () -> {});
        fixture.redis().kill();
      }
      Waiting.pass(Duration.ofMillis(700), () -> {});
      keys = load.stop();
      told =
          load.counts().of(Outcome.OK)
              + load.counts().of(Outcome.FAIL)
              + load.counts().of(Outcome.UNKNOWN);
    }
    int[] last = new int[WORKLOAD.writers()];
    Set<Integer> epochs = new HashSet<>();
    long recorded = 0;
    try (HistoryReader reader = HistoryReader.open(directory.resolve("history.bin"))) {
      while (reader.next()) {
        assertThat(reader.version()).isEqualTo(last[reader.writer()] + 1);
        assertThat(reader.key()).isLessThan(keys[reader.writer()]);
        last[reader.writer()] = reader.version();
        epochs.add(reader.key() / WORKLOAD.keys());
        recorded++;
      }
    }
    assertThat(recorded).isEqualTo(told);
    assertThat(epochs).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void readsBackWhatItWrote() throws InterruptedException {
    int[] keys;
    try (HistoryWriter history = history(WORKLOAD);
        Load load = start(WORKLOAD.mix(Mix.SETS), history)) {
      Waiting.pass(Duration.ofMillis(300), () -> {});
      keys = load.stop();
    }
    try (Console console = fixture.clients().console(fixture.redis().endpoint())) {
      Survivors survivors = ReadBack.read(console, keys, fixture.clock());
      assertThat(survivors.size()).isEqualTo(WORKLOAD.writers() * WORKLOAD.keys());
      for (int i = 0; i < survivors.size(); i++) {
        assertThat(survivors.version(i)).isPositive();
      }
    }
  }

  @Test
  void keepsToItsRate() throws InterruptedException {
    Workload paced = WORKLOAD.rate(2_000).mix(Mix.SETS);
    try (HistoryWriter history = history(paced);
        Load load = start(paced, history)) {
      Waiting.pass(Duration.ofSeconds(2), () -> {});
      assertThat(load.counts().of(Outcome.OK)).isBetween(2_000L, 4_400L);
    }
  }

  @Test
  void givesUpOnAServerThatHangs() throws InterruptedException {
    try (HistoryWriter history = history(WORKLOAD);
        Load load = start(WORKLOAD, history)) {
      Waiting.pass(Duration.ofMillis(300), () -> {});
      try (Console console = fixture.clients().console(fixture.redis().endpoint())) {
        console.status("CLIENT", "PAUSE", "3000", "WRITE");
      }
      Waiting.until(
          "writes to be given up",
          Duration.ofSeconds(5),
          () -> load.counts().of(Outcome.UNKNOWN) > 0,
          () -> "none unknown");
      load.stop();
    }
  }
}
