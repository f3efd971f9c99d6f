package io.redisdrill.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  private static final Instant WHEN = Instant.parse("2026-11-24T22:15:00Z");

  @TempDir Path runs;

  @Test
  void isNamedAfterTimeAndDrillAndCountsWhatIsTaken() {
    assertThat(RunDirectory.create(runs, "a-drill", WHEN).path())
        .hasFileName("20261124T221500Z-a-drill");
    RunDirectory second = RunDirectory.create(runs, "a-drill", WHEN);
    assertThat(second.path()).hasFileName("20261124T221500Z-a-drill-2");
    assertThat(runs.resolve("latest"))
        .isSymbolicLink()
        .satisfies(link -> assertThat(link.toRealPath()).isEqualTo(second.path().toRealPath()));
  }

  @Test
  void keepsWhatWasWholeWhenTheLastLineWasCutOff() throws IOException {
    RunDirectory run = RunDirectory.create(runs, "a-drill", WHEN);
    RunClock clock = RunClock.start();
    try (EventLog events = run.record(clock)) {
      events.record("step", Map.of("name", "deploy"));
      events.record("step", Map.of("name", "load"));
    }
    Path file = run.file("events.jsonl");
    Files.writeString(file, "{\"at\":12,\"ty", StandardOpenOption.APPEND);
    assertThat(run.events())
        .extracting(e -> e.data().path("name").asText())
        .containsExactly("deploy", "load");
  }

  @Test
  void refusesADirectoryOfALaterVersionAndOneThatIsNone() {
    RunDirectory run = RunDirectory.create(runs, "a-drill", WHEN);
    assertThatThrownBy(() -> RunDirectory.open(run.path()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no run.json");
    run.writeJson("run.json", Map.of("schema", "redis-drill/run/2"));
    assertThatThrownBy(() -> RunDirectory.open(run.path()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("redis-drill/run/2");
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(runs.resolve("a-file"), "");
    assertThatThrownBy(() -> RunDirectory.create(file, "a-drill", WHEN))
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("Cannot write " + file);
  }
}
