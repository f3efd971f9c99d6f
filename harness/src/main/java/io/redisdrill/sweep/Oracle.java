package io.redisdrill.sweep;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a log says that a server holds after each of its units, told by the digest of the whole
 * dataset. Immutable.
 *
 * <p>A digest covers all databases, keys, values, and whether a key expires; not when, nor
 * functions, nor the groups of a stream.
 *
 * @param units in the whole log
 * @param base the digest before the first
 * @param states the numbers of units after which a digest is right
 * @param complete whether there is one for each unit: else an unknown one may be any of those left
 *     out
 */
record Oracle(int units, String base, Map<String, List<Integer>> states, boolean complete) {
  private static final String EMPTY = "0".repeat(40);

  Oracle {
    states = Map.copyOf(states);
  }

  /** What was loaded, as far as the digest tells. */
  record Judged(Outcome outcome, OptionalLong units) {}

  /**
   * Judges a digest.
   *
   * @param expected how many units stand before the damage; -1 where the log does not tell, and so
   *     not what a dataset that it does not know may be
   */
  Judged judge(String digest, int expected) {
    List<Integer> fitting = states.getOrDefault(digest, List.of());
    if (fitting.contains(expected)) {
      return new Judged(Outcome.EXACT_PREFIX, OptionalLong.of(expected));
    }
    if (fitting.contains(units)) {
      // Damage that changes nothing.
      return new Judged(Outcome.EXACT_PREFIX, OptionalLong.of(units));
    }
    if (fitting.isEmpty() && digest.equals(EMPTY)) {
      return new Judged(Outcome.SHORTER_PREFIX, OptionalLong.empty()); // not even the base
    }
    return fitting.stream()
        .filter(state -> expected < 0 || state < expected)
        .max(Integer::compare)
        .map(state -> new Judged(Outcome.SHORTER_PREFIX, OptionalLong.of(state)))
        .orElseGet(
            () ->
                new Judged(
                    expected >= 0 && (complete || !fitting.isEmpty())
                        ? Outcome.WRONG_DATA
                        : Outcome.UNKNOWN,
                    OptionalLong.empty()));
  }
}
