package io.redisdrill.report.nightly;

import static java.util.stream.Collectors.joining;

import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.report.nightly.Surroundings.StackShown;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Puts the shards of a night together. A part that is missing leaves the night UNKNOWN. */
public final class Merging {
  private final Path out;
  private final Map<Path, Night> parts = new LinkedHashMap<>();

  private Merging(Path out, List<Path> directories) {
    this.out = out;
    for (Path directory : directories) {
      parts.put(directory, NightFile.read(directory.resolve(NightFile.NAME)));
    }
  }

  /**
   * Returns the night.
   *
   * @param out the directory from which its runs are linked
   * @param directories of the shards
   * @throws UsageException if one cannot be read, or they are not of one night
   */
  public static Night of(Path out, List<Path> directories) {
    return new Merging(out, directories).night();
  }

  private Night night() {
    requireOneNight();
    String missing = missing();
    Night whole =
        Night.of(
            parts().map(Night::started).min(Comparator.naturalOrder()).orElse(Instant.EPOCH),
            parts().mapToDouble(Night::seconds).max().orElse(0),
            missing.isEmpty() ? Optional.empty() : Optional.of("without " + missing),
            environment(),
            parts().flatMap(part -> part.controls().stream()).distinct().toList(),
            parts().flatMap(part -> part.failedControls().stream()).distinct().toList(),
            cells());
    return missing.isEmpty() ? whole : whole.atBest(Verdict.UNKNOWN);
  }

  private Stream<Night> parts() {
    return parts.values().stream();
  }

  private void requireOneNight() {
    Set<String> seen = new HashSet<>();
    parts()
        .flatMap(part -> part.cells().stream())
        .map(NightCell::cell)
        .filter(cell -> !seen.add(cell))
        .findFirst()
        .ifPresent(
            cell -> {
              throw refused("each cell in one of them", cell + " in two");
            });
    List<String> releases =
        parts().map(part -> part.environment().redisDrill()).distinct().toList();
    if (releases.size() > 1) {
      throw refused("one release of Redis Drill", String.join(" and ", releases));
    }
    long sizes = shards().map(shard -> shard.replaceFirst(".*/", "")).distinct().count();
    if (sizes > 1) {
      throw refused("parts of one matrix", shards().collect(joining(" and ")));
    }
  }

  private static UsageException refused(String expected, String found) {
    return new UsageException(
        "Cannot merge the nights", expected, found, "Name the directories of one night.");
  }

  private Stream<String> shards() {
    return parts().flatMap(part -> part.shard().stream());
  }

  private String missing() {
    Set<String> there = new HashSet<>(shards().toList());
    int count =
        there.stream()
            .map(shard -> shard.replaceFirst(".*/", ""))
            .filter(number -> number.matches("\\d{1,4}"))
            .mapToInt(Integer::parseInt)
            .max()
            .orElse(0);
    return IntStream.rangeClosed(1, count)
        .mapToObj(index -> index + "/" + count)
        .filter(shard -> !there.contains(shard))
        .collect(joining(", "));
  }

  private List<NightCell> cells() {
    List<NightCell> cells = new ArrayList<>();
    parts.forEach(
        (directory, part) ->
            part.cells()
                .forEach(
                    cell ->
                        cells.add(
                            NightCell.of(
                                cell.platform(),
                                cell.drill(),
                                cell.stack(),
                                cell.runs().stream()
                                    .map(run -> run.seenFrom(out, directory))
                                    .toList()))));
    return cells;
  }

  private Surroundings environment() {
    Surroundings first = parts().findFirst().orElseThrow().environment();
    Set<StackShown> stacks = new LinkedHashSet<>();
    parts().forEach(part -> stacks.addAll(part.environment().stacks()));
    return new Surroundings(
        first.redisDrill(),
        parts()
            .flatMap(part -> part.environment().redisVersions().stream())
            .distinct()
            .sorted()
            .toList(),
        first.os(),
        first.processors(),
        first.java(),
        List.copyOf(stacks));
  }
}
