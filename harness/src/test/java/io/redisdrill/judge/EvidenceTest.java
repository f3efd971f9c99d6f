package io.redisdrill.judge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redisdrill.Drill;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.Verdict;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.load.Survivors;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real run of snapshots alone, judged again with something amiss in its evidence. */
class EvidenceTest {
  private static final Pattern STAMP =
      Pattern.compile("\\d{1,2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2}\\.\\d{3}");
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm:ss.SSS", Locale.ENGLISH);

  @TempDir static Path runs;
  private static RunDirectory original;
  private static DrillResult result;

  @TempDir Path copies;
  private RunDirectory run;

  /** Between two saves of its own, so that one was completed and not all is in it. */
  @BeforeAll
  static void drill() {
    try (EmbeddedPlatform platform = EmbeddedPlatform.open();
        DrillRunner runner = new DrillRunner(runs)) {
      result =
          runner.run(
              Drill.on(platform)
                  .stack(EmbeddedRedisFixture.stack("rdb").with("save", "1 1"))
                  .workload(Workload.registers().writers(4).lasting(Duration.ofMillis(3_500)))
                  .fault(new ContainerKill())
                  .build());
    }
    original = new RunDirectory(Path.of(result.runDirectory()));
    assertThat(result.verdict()).as("%s", result).isEqualTo(Verdict.PASS);
    assertThat(result.dataLoss().causes()).containsOnlyKeys("after the last completed save");
  }

  @BeforeEach
  void copy() throws IOException {
    run = new RunDirectory(copies);
    for (String file :
        List.of("run.json", "events.jsonl", "history.bin", "survivors-1.bin", "survivors-2.bin")) {
      Files.copy(original.file(file), run.file(file));
    }
  }

  private interface Change {
    void to(ObjectNode event);
  }

  private void events(Predicate<ObjectNode> kept, Change change) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run.file("events.jsonl"))) {
      ObjectNode event = (ObjectNode) Json.MAPPER.readTree(line);
      if (kept.test(event)) {
        change.to(event);
        lines.add(Json.MAPPER.writeValueAsString(event));
      }
    }
    Files.write(run.file("events.jsonl"), lines);
  }

  private static boolean is(JsonNode event, String type) {
    return event.path("type").asText().equals(type);
  }

  private static boolean says(JsonNode event, String words) {
    return is(event, RunEvents.LOG) && event.at("/data/text").asText().contains(words);
  }

  private static Optional<Verdict> check(DrillResult judged, String name) {
    return judged.checks().stream()
        .filter(check -> check.name().equals(name))
        .map(Check::verdict)
        .findFirst();
  }

  private void isUnknownBecauseOf(String check) {
    DrillResult judged = Judge.judge(run);
    assertThat(judged.verdict()).as("%s", judged).isEqualTo(Verdict.UNKNOWN);
    assertThat(check(judged, check)).contains(Verdict.UNKNOWN);
  }

  @Test
  void untouchedItIsJudgedAsBefore() {
    DrillResult judged = Judge.judge(run);
    assertThat(judged.verdict()).isEqualTo(Verdict.PASS);
    assertThat(judged.dataLoss()).isEqualTo(result.dataLoss());
    assertThat(check(judged, "one consistent prefix")).contains(Verdict.PASS);
  }

  @Test
  void aLogThatTellsOfNoSaveDoesNotExcuseTheLoss() throws IOException {
    events(event -> !says(event, "DB saved on disk"), event -> {});
    isUnknownBecauseOf("saves were seen");
  }

  /** Another save after the recovery is no proof of those before the fault. */
  @Test
  void neitherDoesALogThatTellsOfTheOtherSavesAlone() throws IOException {
    boolean[] first = {true};
    events(
        event -> {
          boolean missed = says(event, "DB saved on disk") && first[0];
          first[0] &= !missed;
          return !missed;
        },
        event -> {});
    isUnknownBecauseOf("saves were seen");
  }

  @Test
  void neitherDoesALogThatNeverArrived() throws IOException {
    events(event -> !event.at("/data/source").asText().equals("REDIS"), event -> {});
    isUnknownBecauseOf("saves were seen");
  }

  @Test
  void neitherDoesALogThatGoesToAFile() throws IOException {
    events(
        event -> true,
        event -> {
          if (is(event, RunEvents.CONFIG)) {
            ((ObjectNode) event.path("data")).put("logfile", "/data/redis.log");
          }
        });
    isUnknownBecauseOf("saves were seen");
  }

  /** Ahead, honest losses would be unexplained; behind, losses of no excuse would have one. */
  @ParameterizedTest
  @ValueSource(longs = {-5_000, -300, 300, 5_000})
  void theClockOfTheServerDoesNotMoveTheSave(long millis) throws IOException {
    events(
        event -> true,
        event -> {
          ObjectNode data = (ObjectNode) event.path("data");
          if (is(event, RunEvents.INFO)) {
            long micros = data.path("server_time_usec").asLong() + millis * 1_000;
            data.put("server_time_usec", Long.toString(micros));
          } else if (is(event, RunEvents.LOG)) {
            data.put("text", STAMP.matcher(data.path("text").asText()).replaceAll(at(millis)));
          }
        });
    DrillResult judged = Judge.judge(run);
    assertThat(judged.verdict()).as("%s", judged).isEqualTo(Verdict.PASS);
    assertThat(judged.dataLoss()).isEqualTo(result.dataLoss());
  }

  private static Function<MatchResult, String> at(long millis) {
    return found ->
        FORMAT.format(LocalDateTime.parse(found.group(), FORMAT).plus(Duration.ofMillis(millis)));
  }

  @Test
  void anAcknowledgementThatTurnedIntoARefusalIsMissed() throws IOException {
    events(
        event -> true,
        event -> {
          if (is(event, RunEvents.LOAD)) {
            ObjectNode data = (ObjectNode) event.path("data");
            data.put("acknowledged", data.path("acknowledged").asLong() - 1);
            data.put("failed", data.path("failed").asLong() + 1);
          }
        });
    isUnknownBecauseOf("history complete");
  }

  @Test
  void aStrangeKeyOfTheFirstReadBackIsAPhantomThoughTheSecondHasNone() throws IOException {
    boolean[] first = {true};
    events(
        event -> true,
        event -> {
          if (is(event, RunEvents.KEYS) && first[0]) {
            ObjectNode data = (ObjectNode) event.path("data");
            data.put("total", data.path("total").asLong() + 1);
            first[0] = false;
          }
        });
    DrillResult judged = Judge.judge(run);
    assertThat(judged.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(judged.dataLoss().phantom()).isEqualTo(1);
  }

  /** No writer has a hole, and yet no moment of the data set looks like that. */
  @Test
  void oneWriterThatLostMoreThanAllOthersIsNoTail() throws IOException {
    Survivors all = Survivors.load(run.file("survivors-1.bin"));
    int[] keys = new int[all.writers()];
    for (int writer = 0; writer < keys.length; writer++) {
      keys[writer] = all.keys(writer);
    }
    Survivors changed = new Survivors(keys);
    changed.readBetween(all.from(), all.until());
    for (int index = all.index(1, 0); index < all.size(); index++) {
      changed.found(index, all.version(index));
    }
    changed.save(run.file("survivors-1.bin"));
    DrillResult judged = Judge.judge(run);
    assertThat(check(judged, "one consistent prefix")).contains(Verdict.FAIL);
  }

  /** A platform that asks once a second hears of the end after another process has served. */
  @Test
  void anEndThatWasHeardOfLateChangesNothing() throws IOException {
    events(
        event -> true,
        event -> {
          if (is(event, RunEvents.INJECTION)) {
            ObjectNode data = (ObjectNode) event.path("data");
            data.put("ended", data.path("ended").asLong() + 1_000_000_000);
          }
        });
    DrillResult judged = Judge.judge(run);
    assertThat(judged.verdict()).as("%s", judged).isEqualTo(Verdict.PASS);
    assertThat(judged.dataLoss().lost()).isEqualTo(result.dataLoss().lost());
    assertThat(judged.dataLoss().causes()).isEqualTo(result.dataLoss().causes());
  }
}
