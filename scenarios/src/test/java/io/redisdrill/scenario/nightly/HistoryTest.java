package io.redisdrill.scenario.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.InJvmS3;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightCell;
import io.redisdrill.report.nightly.Surroundings;
import io.redisdrill.run.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  private static final Instant FIRST = Instant.parse("2026-11-01T01:00:00Z");

  @TempDir Path directory;

  private static Night night(int day) {
    return Night.of(
        FIRST.plus(Duration.ofDays(day)),
        1,
        Optional.empty(),
        new Surroundings("0.1.0", List.of(), "Linux", 2, "17", List.of()),
        List.of(),
        List.of(),
        List.of(NightCell.of("embedded", "rdb-restart", "rdb", List.of())));
  }

  private static void fill(History.Shelf shelf) {
    for (int day = 0; day < 5; day++) {
      shelf.put(History.name(night(day)), Json.pretty(night(day)));
    }
    shelf.put(History.name(night(3)), Json.pretty(night(3)));
  }

  private static void readsTheLatestBefore(History.Shelf shelf) {
    assertThat(History.read(shelf, night(4), 2).nights()).containsExactly(night(2), night(3));
    assertThat(History.read(shelf, night(0), 14).nights()).isEmpty();
  }

  @Test
  void keepsNightsInADirectory() {
    History.Shelf shelf = new DirectoryShelf(directory.resolve("new"));
    assertThat(shelf.names()).isEmpty();
    fill(shelf);
    readsTheLatestBefore(shelf);
  }

  @Test
  void keepsNightsInABucket() {
    try (InJvmS3 s3 = InJvmS3.start();
        Bucket bucket = Bucket.open(s3.bucket("nights"))) {
      History.Shelf shelf = new BucketShelf(bucket, "redis/");
      fill(shelf);
      readsTheLatestBefore(shelf);
    }
  }

  @Test
  void whatCannotBeReadIsNamedAndTheRestCompared() throws Exception {
    History.Shelf shelf = new DirectoryShelf(directory);
    fill(shelf);
    String good = Files.readString(directory.resolve(History.name(night(1))));
    Files.writeString(
        directory.resolve(History.name(night(1))), good.replace("nightly/1", "nightly/2"));
    Files.writeString(directory.resolve(History.name(night(2))), good.substring(0, 80));
    Files.writeString(
        directory.resolve(History.name(night(3))), "{\"schema\": \"redis-drill/nightly/1\"}");
    Files.writeString(
        directory.resolve(History.name(night(0))),
        good.replace("\"schema\"", "\"later\": {\"field\": 1}, \"schema\""));

    History history = History.read(shelf, night(9), 14);

    assertThat(history.nights()).as("of a later release, and the last").hasSize(2);
    assertThat(history.unread())
        .hasSize(3)
        .allMatch(line -> line.contains("expected") && line.contains("found"))
        .anyMatch(line -> line.contains("redis-drill/nightly/2"))
        .anyMatch(line -> line.contains("damaged"));
  }
}
