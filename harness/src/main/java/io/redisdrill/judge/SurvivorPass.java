package io.redisdrill.judge;

import io.redisdrill.DrillException;
import io.redisdrill.load.HistoryReader;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Survivors;
import java.util.BitSet;
import java.util.OptionalLong;

/**
 * The first pass: finds the write behind each survivor, and for each register that is absent the
 * latest write that explains it. After {@link #end} it knows of each register up to which version
 * it counts as kept.
 */
final class SurvivorPass {
  /** Nothing can be said of the register: none of its writes counts as lost. */
  private static final int ALL = Integer.MAX_VALUE;

  private final Survivors survivors;
  private final TallyQuestion question;
  private final long ttl;
  private final int[] keptUpTo;
  private final BitSet found;
  private final BitSet promised = new BitSet(); // filled only where keys were evicted
  private final BitSet showing = new BitSet();
  private final BitSet explainedByExpiry;
  private final int[] lastVersion;
  private final int[] lastKeptBefore;
  private final long[] byOutcome = new long[Outcome.values().length];
  private long lastKeptInvoked = Long.MIN_VALUE;
  private long acknowledgedBefore;
  private long acknowledgedRightBefore;
  private long firstAcknowledged = Long.MAX_VALUE;
  private long lastAcknowledged = Long.MIN_VALUE;
  private long survivedUnacknowledged;
  private long corrupt;
  private long phantom;
  private long evicted;

  SurvivorPass(Survivors survivors, TallyQuestion question) {
    this.survivors = survivors;
    this.question = question;
    this.ttl = question.ttl().toNanos();
    this.keptUpTo = new int[survivors.size()];
    this.found = new BitSet(survivors.size());
    this.explainedByExpiry = new BitSet(survivors.size());
    this.lastVersion = new int[survivors.writers()];
    this.lastKeptBefore = new int[survivors.writers()];
    for (int i = 0; i < keptUpTo.length; i++) {
      int version = survivors.version(i);
      keptUpTo[i] = version == Survivors.CORRUPT ? ALL : version;
    }
  }

  void accept(HistoryReader write, int index) {
    int version = write.version();
    inOrder(write, version);
    Outcome outcome = write.outcome();
    byOutcome[outcome.ordinal()]++;
    if (outcome == Outcome.OK) {
      acknowledged(write, index);
      if (question.evictions()) {
        promised.set(index);
      }
    }
    int survivor = survivors.version(index);
    if (version == survivor) {
      survived(write, index, outcome);
    } else if (survivor == Survivors.ABSENT && outcome != Outcome.FAIL) {
      explain(write, index);
    }
  }

  private void inOrder(HistoryReader write, int version) {
    int writer = write.writer();
    if (version <= lastVersion[writer]) {
      throw new DrillException(
          "Cannot judge the history",
          "the versions of each writer in rising order",
          "version %d of writer %d after %d".formatted(version, writer, lastVersion[writer]),
          "The file was changed or is damaged: run the drill again.");
    }
    lastVersion[writer] = version;
  }

  private void acknowledged(HistoryReader write, int index) {
    if (write.key() < question.baseKeys()) {
      return;
    }
    long completed = write.completed();
    firstAcknowledged = Math.min(firstAcknowledged, completed);
    if (write.invoked() < question.faultEnded()) {
      lastAcknowledged = Math.max(lastAcknowledged, completed);
      showing.set(index, write.kind() != Kind.DELETE && !mayHaveExpired(write));
    }
    if (completed < question.faultBegan()) {
      acknowledgedBefore++;
      if (completed >= question.faultBegan() - question.rightBefore().toNanos()) {
        acknowledgedRightBefore++;
      }
    }
  }

  private boolean mayHaveExpired(HistoryReader write) {
    return write.kind() == Kind.EXPIRING && write.invoked() + ttl <= survivors.until();
  }

  private void survived(HistoryReader write, int index, Outcome outcome) {
    if (outcome == Outcome.FAIL || write.kind() == Kind.DELETE) {
      return; // what was refused, or deletes, cannot be there: it stays a phantom
    }
    found.set(index);
    if (outcome == Outcome.UNKNOWN) {
      survivedUnacknowledged++;
    }
    kept(write);
  }

  private void explain(HistoryReader write, int index) {
    boolean expiry = mayHaveExpired(write);
    if (expiry || write.kind() == Kind.DELETE) {
      keptUpTo[index] = write.version();
      explainedByExpiry.set(index, expiry);
    }
  }

  private void kept(HistoryReader write) {
    if (write.invoked() < question.faultEnded()) {
      int writer = write.writer();
      lastKeptBefore[writer] = Math.max(lastKeptBefore[writer], write.version());
      lastKeptInvoked = Math.max(lastKeptInvoked, write.invoked());
    }
  }

  /** Settles what only the whole history can tell. */
  SurvivorPass end() {
    for (int i = 0; i < keptUpTo.length; i++) {
      int survivor = survivors.version(i);
      if (survivor == Survivors.CORRUPT) {
        corrupt++;
      } else if (survivor != Survivors.ABSENT && !found.get(i)) {
        phantom++;
      } else if (keptUpTo[i] == Survivors.ABSENT && promised.get(i)) {
        evicted++;
        keptUpTo[i] = ALL;
      }
    }
    return this;
  }

  boolean keeps(int index, int version) {
    return version <= keptUpTo[index];
  }

  boolean isSurvivor(int index, int version) {
    return survivors.version(index) == version;
  }

  int lastKeptBefore(int writer) {
    return lastKeptBefore[writer];
  }

  /** Returns when the last survivor was sent to the process before the fault. */
  long lastKeptInvoked() {
    return lastKeptInvoked;
  }

  long attempted() {
    return byOutcome[0] + byOutcome[1] + byOutcome[2];
  }

  long of(Outcome outcome) {
    return byOutcome[outcome.ordinal()];
  }

  long acknowledgedBefore() {
    return acknowledgedBefore;
  }

  long acknowledgedRightBefore() {
    return acknowledgedRightBefore;
  }

  OptionalLong firstAcknowledged() {
    return firstAcknowledged == Long.MAX_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(firstAcknowledged);
  }

  OptionalLong lastAcknowledged() {
    return lastAcknowledged == Long.MIN_VALUE
        ? OptionalLong.empty()
        : OptionalLong.of(lastAcknowledged);
  }

  long showing() {
    return showing.cardinality();
  }

  long survivedUnacknowledged() {
    return survivedUnacknowledged;
  }

  long corrupt() {
    return corrupt;
  }

  long phantom() {
    return phantom;
  }

  /** Returns how many registers hold what they should not, or may have been evicted. */
  long unaccounted() {
    return corrupt + phantom + evicted;
  }

  long expired() {
    return explainedByExpiry.cardinality();
  }

  long evicted() {
    return evicted;
  }
}
