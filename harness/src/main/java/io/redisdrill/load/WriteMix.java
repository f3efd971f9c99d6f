package io.redisdrill.load;

import java.util.SplittableRandom;

/** Chooses the kinds of writes, by their weights and a seed. Not thread-safe. */
final class WriteMix {
  private final Workload.Mix mix;
  private final SplittableRandom random;

  WriteMix(Workload.Mix mix, SplittableRandom random) {
    this.mix = mix;
    this.random = random;
  }

  Kind next() {
    if (mix.set() == mix.total()) {
      return Kind.SET;
    }
    int ticket = random.nextInt(mix.total()) - mix.set();
    if (ticket < 0) {
      return Kind.SET;
    }
    ticket -= mix.expiring();
    if (ticket < 0) {
      return Kind.EXPIRING;
    }
    ticket -= mix.delete();
    if (ticket < 0) {
      return Kind.DELETE;
    }
    return ticket - mix.transaction() < 0 ? Kind.TRANSACTION : Kind.SCRIPT;
  }
}
