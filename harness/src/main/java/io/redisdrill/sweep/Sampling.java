package io.redisdrill.sweep;

import io.redisdrill.UsageException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Which of all positions are tried.
 *
 * @param stride each how manieth; 1 is all of them
 * @param random how many are drawn instead; 0 draws none
 * @param seed of the draw
 */
public record Sampling(long stride, long random, long seed) {
  /** Results of that many are kept in memory and in one file. */
  private static final long MOST = 2_000_000;

  private static final long MOST_CRASHES = 10_000;

  public Sampling {
    if (stride < 1) {
      throw new UsageException(
          "Cannot sweep with this stride", "1 or more", "" + stride, "Correct --stride.");
    }
    if (random < 0) {
      throw new UsageException(
          "Cannot draw so many images", "1 or more", "" + random, "Correct --random.");
    }
    if (random > 0 && stride > 1) {
      throw new UsageException(
          "Cannot tell which images to try",
          "--stride or --random",
          "both",
          "Leave one of them out.");
    }
  }

  /** Every position. */
  public static Sampling all() {
    return new Sampling(1, 0, 1);
  }

  /** Returns those of all images; of very many crashes some are drawn even if all are meant. */
  long[] of(Images images) {
    boolean tooMany =
        images instanceof CrashSubsets && random == 0 && images.count() > MOST_CRASHES;
    return (tooMany ? new Sampling(1, MOST_CRASHES, seed) : this).of(images.count());
  }

  /** Returns the positions below {@code count}, in their order. */
  long[] of(long count) {
    long wanted = random > 0 ? Math.min(random, count) : (count + stride - 1) / stride;
    if (wanted > MOST) {
      throw new UsageException(
          "Cannot sweep so many images at once",
          "at most %,d".formatted(MOST),
          "%,d".formatted(wanted),
          "Choose some with --stride N or --random N.");
    }
    return random > 0 && random < count
        ? drawn(count)
        : LongStream.range(0, wanted).map(i -> i * stride).toArray();
  }

  /** Floyd's draw without repetition. */
  private long[] drawn(long count) {
    Random draw = new Random(seed);
    Set<Long> chosen = new HashSet<>();
    for (long last = count - random; last < count; last++) {
      long candidate = (long) (draw.nextDouble() * (last + 1));
      if (!chosen.add(candidate)) {
        chosen.add(last);
      }
    }
    long[] positions = chosen.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(positions);
    return positions;
  }
}
