package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.report.nightly.Comparison;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.run.Json;
import io.redisdrill.scenario.nightly.BucketShelf;
import io.redisdrill.scenario.nightly.DirectoryShelf;
import io.redisdrill.scenario.nightly.History;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which earlier nights a night is compared with. */
final class HistoryOptions {
  private static final int MOST_NIGHTS = 1_000;

  @Option(
      names = "--history",
      paramLabel = "DIR|s3://BUCKET/PREFIX",
      description = {
        "Where the nights are kept: this one is compared with them, and kept too. What got worse",
        "ends with exit code 1."
      })
  private Optional<String> place = Optional.empty();

  @Option(names = "--nights", paramLabel = "N", description = "How many earlier nights count (14).")
  private int nights = 14;

  @Mixin private BucketOptions buckets = new BucketOptions();

  /**
   * A night and those before it.
   *
   * @param night with its trend, if there is a history
   * @param earlier that were compared
   * @param unread what of the history could not be used
   */
  record Compared(Night night, List<Night> earlier, List<String> unread) {}

  /** Throws if the words make no sense. */
  void check() {
    if (nights < 1 || nights > MOST_NIGHTS) {
      throw new UsageException(
          "Cannot compare nights", "1 to " + MOST_NIGHTS, "" + nights, "Correct --nights.");
    }
    place.filter(BucketOptions::isUrl).ifPresent(buckets::place);
  }

  /** Throws if the history cannot be reached, so that no night is run for nothing. */
  void reach() {
    if (place.isPresent()) {
      on(History.Shelf::names);
    }
  }

  Compared compare(Night night) {
    if (place.isEmpty()) {
      return new Compared(night, List.of(), List.of());
    }
    History history = on(shelf -> History.read(shelf, night, nights));
    return new Compared(
        night.with(Comparison.of(night, history.nights(), nights, history.unread())),
        history.nights(),
        history.unread());
  }

  /** Keeps a night, so that later ones are compared with it. */
  void keep(Night night) {
    if (place.isPresent()) {
      on(
          shelf -> {
            shelf.put(History.name(night), Json.pretty(night));
            return night;
          });
    }
  }

  private <T> T on(Function<History.Shelf, T> work) {
    String where = place.orElseThrow();
    if (!BucketOptions.isUrl(where)) {
      return work.apply(new DirectoryShelf(Path.of(where)));
    }
    BucketOptions.Place named = buckets.place(where);
    String prefix = named.key().map(key -> key.endsWith("/") ? key : key + "/").orElse("");
    try (Bucket bucket = Bucket.open(named.bucket())) {
      return work.apply(new BucketShelf(bucket, prefix));
    }
  }
}
