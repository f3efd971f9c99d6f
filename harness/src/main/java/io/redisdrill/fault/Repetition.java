package io.redisdrill.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Which one of several repetitions of a drill it is, so that they can be spread evenly over what
 * chance would leave bare.
 *
 * @param index from 0
 * @param of how many there are
 * @param seed that decides their order; the same for all of them
 */
public record Repetition(int index, int of, long seed) {
  public Repetition {
    if (index < 0 || index >= of) {
      throw new IllegalArgumentException(index + " of " + of);
    }
  }

  /**
   * Returns a number from 0 to 1: a random one in the stratum of this repetition, of which each has
   * another.
   */
  public double stratified() {
    List<Integer> strata = new ArrayList<>(IntStream.range(0, of).boxed().toList());
    Collections.shuffle(strata, new Random(seed));
    double within = new Random(seed * 31 + index).nextDouble();
    return (strata.get(index) + within) / of;
  }
}
