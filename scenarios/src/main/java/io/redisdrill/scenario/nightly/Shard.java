package io.redisdrill.scenario.nightly;

import io.redisdrill.UsageException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A part of the matrix, for one of several machines.
 *
 * @param index from 1
 * @param of how many
 */
public record Shard(int index, int of) {
  /** All of it. */
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern WORDS = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  public Shard {
    if (index < 1 || index > of) {
      throw refused(index + "/" + of);
    }
  }

  /**
   * Reads {@code 2/3}.
   *
   * @throws UsageException if it is no part
   */
  public static Shard parse(String text) {
    Matcher words = WORDS.matcher(text);
    if (!words.matches()) {
      throw refused("'" + text + "'");
    }
    return new Shard(Integer.parseInt(words.group(1)), Integer.parseInt(words.group(2)));
  }

  private static UsageException refused(String found) {
    return new UsageException(
        "Cannot run a shard", "a part such as 1/3, 2/3 or 3/3", found, "Correct --shard.");
  }

  /** Returns every n-th, so that neighbours, which take alike, go to different machines. */
  <T> List<T> of(List<T> all) {
    return IntStream.range(0, all.size())
        .filter(i -> i % of == index - 1)
        .mapToObj(all::get)
        .toList();
  }

  @Override
  public String toString() {
    return index + "/" + of;
  }
}
