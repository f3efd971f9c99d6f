package io.redisdrill.sweep;

import io.redisdrill.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Puts the shards of a sweep together: the result is that of the sweep as a whole. */
public final class Merge {
  private Merge() {}

  private record Piece(Path directory, SweepHeader header) {
    Shard shard() {
      return header.shard().orElseGet(Shard::whole);
    }
  }

  /**
   * Writes the whole sweep into {@code out}.
   *
   * @throws UsageException if they are not all shards of one sweep, each of them once
   */
  public static SweepResult of(List<Path> directories, Path out) {
    List<Piece> pieces =
        directories.stream()
            .map(each -> new Piece(each, SweepFiles.existing(each).header()))
            .toList();
    requireOne(pieces);
    requireAll(pieces);
    List<ImageResult> results = new ArrayList<>();
    Map<Outcome, Piece> firsts = new TreeMap<>();
    Map<Outcome, Long> images = new TreeMap<>();
    for (Piece piece : pieces) {
      SweepResult part = SweepFiles.existing(piece.directory()).result();
      results.addAll(part.results());
      for (Outcome outcome : Outcome.values()) {
        Optional<ImageResult> first = Reproducers.first(part, outcome);
        if (first.isPresent()
            && first.get().image() < images.getOrDefault(outcome, Long.MAX_VALUE)) {
          images.put(outcome, first.get().image());
          firsts.put(outcome, piece);
        }
      }
    }
    SweepHeader whole = pieces.get(0).header().whole();
    SweepResult result = SweepResult.of(whole, results);
    try {
      SweepFiles files = SweepFiles.open(out, whole);
      for (Map.Entry<Outcome, Piece> first : firsts.entrySet()) {
        Reproducers.in(out).take(first.getKey(), first.getValue().directory());
      }
      files.finish(result);
    } catch (IOException e) {
      throw SweepFiles.cannotWrite(out, e);
    }
    return result;
  }

  private static void requireOne(List<Piece> pieces) {
    Piece first = pieces.get(0);
    for (Piece piece : pieces) {
      if (!piece.header().whole().equals(first.header().whole())
          || piece.shard().of() != first.shard().of()) {
        throw cannot(
            "shards of one sweep, into as many parts",
            "%s and %s, which differ: see the plan.json in each"
                .formatted(first.directory(), piece.directory()));
      }
    }
  }

  private static void requireAll(List<Piece> pieces) {
    Map<Integer, Piece> byIndex = new TreeMap<>();
    for (Piece piece : pieces) {
      Piece same = byIndex.put(piece.shard().index(), piece);
      if (same != null) {
        throw cannot(
            "each shard once",
            "shard %s in %s and in %s"
                .formatted(piece.shard(), same.directory(), piece.directory()));
      }
    }
    int of = pieces.get(0).shard().of();
    List<String> missing =
        IntStream.range(0, of)
            .filter(index -> !byIndex.containsKey(index))
            .mapToObj(index -> new Shard(index, of).toString())
            .sorted()
            .toList();
    if (!missing.isEmpty()) {
      throw cannot("all %d shards".formatted(of), "none of " + String.join(", ", missing));
    }
  }

  private static UsageException cannot(String expected, String found) {
    return new UsageException(
        "Cannot merge these sweeps",
        expected,
        found,
        "Give the --out directories of all shards of one sweep.");
  }
}
