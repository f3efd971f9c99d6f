package io.redisdrill.sweep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a log says that a server holds after each of its units, told by the digest of the whole
 * dataset. Immutable.
 *
 * <p>A digest covers all databases, keys, values, and whether a key expires; not when, nor the
 * order of what has no order.
 */
final class Oracle {
  private final Units units;
  private final Map<String, List<Integer>> states = new HashMap<>();

  /** Takes the digest before the first unit, then that after each. */
  Oracle(Units units, List<String> digests) {
    this.units = units;
    for (int i = 0; i < digests.size(); i++) {
      states.computeIfAbsent(digests.get(i), digest -> new ArrayList<>()).add(i);
    }
  }

  /** What was loaded, as far as the digest tells. */
  record Judged(Outcome outcome, OptionalLong units) {}

  int units() {
    return units.size();
  }

  /** Returns how many units stand before an offset of a file of the log. */
  int before(int file, long offset) {
    return units.before(file, offset);
  }

  /**
   * Judges a digest.
   *
   * @param expected how many units stand before the damage
   */
  Judged judge(String digest, int expected) {
    List<Integer> fitting = states.getOrDefault(digest, List.of());
    if (fitting.contains(expected)) {
      return new Judged(Outcome.EXACT_PREFIX, OptionalLong.of(expected));
    }
    if (fitting.contains(units.size())) {
      return new Judged(Outcome.EXACT_PREFIX, OptionalLong.of(units.size()));
    }
    return fitting.stream()
        .filter(state -> state < expected)
        .max(Integer::compare)
        .map(state -> new Judged(Outcome.SHORTER_PREFIX, OptionalLong.of(state)))
        .orElseGet(() -> new Judged(Outcome.WRONG_DATA, OptionalLong.empty()));
  }
}
