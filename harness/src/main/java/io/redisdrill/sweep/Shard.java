package io.redisdrill.sweep;

import io.redisdrill.UsageException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a sweep: the images whose number leaves the remainder {@code index}.
 *
 * @param index from 0
 * @param of how many parts
 */
public record Shard(int index, int of) {
  private static final Pattern WORDS = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /** The whole sweep. */
  public static Shard whole() {
    return new Shard(0, 1);
  }

  /**
   * Reads {@code 2/4}. Parts are counted from 1 to n; 0/n, as an Indexed Job counts, is n/n.
   *
   * @throws UsageException if there is no such part
   */
  public static Shard parse(String words) {
    Matcher matcher = WORDS.matcher(words);
    if (matcher.matches()) {
      int index = Integer.parseInt(matcher.group(1));
      int of = Integer.parseInt(matcher.group(2));
      if (of > 0 && index <= of) {
        return new Shard(index % of, of);
      }
    }
    throw new UsageException(
        "Cannot sweep the shard '" + words + "'",
        "i/n with i from 1 to n, or from 0 to n-1",
        words,
        "Correct --shard: 1/4, 2/4, 3/4 and 4/4 are the four shards of a sweep.");
  }

  boolean holds(long index) {
    return index % of == this.index;
  }

  /** As it is given on the command line. */
  @Override
  public String toString() {
    return (index == 0 ? of : index) + "/" + of;
  }
}
