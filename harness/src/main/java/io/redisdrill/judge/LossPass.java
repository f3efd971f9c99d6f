package io.redisdrill.judge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.aof.LogChange;
import io.redisdrill.load.HistoryReader;
import io.redisdrill.load.Kind;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.RegisterValue;
import io.redisdrill.load.Survivors;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The second pass, over acknowledged writes: which of them are lost, and how. */
final class LossPass {
  private static final int SAMPLES = 20;

  private final SurvivorPass kept;
  private final TallyQuestion question;
  private final boolean[] partLost;
  private final boolean[] partKept;
  private final boolean[] counted;
  private final PriorityQueue<LostWrite> samples =
      new PriorityQueue<>(Comparator.comparingLong(LostWrite::acknowledged).reversed());
  private final Map<String, Long> causes = new TreeMap<>();
  private long lost;
  private long lostAfter;
  private long lostBeforeSave;
  private long earliest = Long.MAX_VALUE;
  private long earliestBefore = Long.MAX_VALUE;
  private long holes;
  private long stillLogged;
  private long torn;
  private long resurrected;

  LossPass(SurvivorPass kept, Survivors survivors, TallyQuestion question) {
    this.kept = kept;
    this.question = question;
    this.partLost = new boolean[survivors.writers()];
    this.partKept = new boolean[survivors.writers()];
    this.counted = new boolean[survivors.writers()];
  }

  /** Takes an acknowledged write. */
  void accept(HistoryReader write, int index) {
    acceptUnit(write, index);
    if (!kept.keeps(index, write.version())) {
      lose(write, write.kind());
    }
  }

  /** Takes a write of any outcome: what Redis does as one must be there as one, or not at all. */
  void acceptUnit(HistoryReader write, int index) {
    Kind kind = write.kind();
    if (kind == Kind.TRANSACTION || kind == Kind.SCRIPT) {
      boolean isLost = !kept.keeps(index, write.version());
      part(write.writer(), write.joined(), isLost, kept.isSurvivor(index, write.version()));
    }
  }

  /** A unit is torn only if one part is surely there: a later write may hide that it is not. */
  private void part(int writer, boolean joined, boolean isLost, boolean isThere) {
    if (!joined) {
      partLost[writer] = false;
      partKept[writer] = false;
      counted[writer] = false;
    }
    partLost[writer] |= isLost;
    partKept[writer] |= isThere;
    if (partLost[writer] && partKept[writer] && !counted[writer]) {
      counted[writer] = true;
      torn++;
    }
  }

  private void lose(HistoryReader write, Kind kind) {
    long acknowledged = write.completed();
    lost++;
    if (kind == Kind.DELETE) {
      resurrected++;
    }
    if (write.invoked() >= question.faultEnded()) {
      lostAfter++;
    } else {
      earliestBefore = Math.min(earliestBefore, acknowledged);
      if (write.version() < kept.lastKeptBefore(write.writer())) {
        holes++;
      } else if (isLeft(write)) {
        stillLogged++;
      }
      if (acknowledged < question.saveBegan().orElse(Long.MIN_VALUE)) {
        lostBeforeSave++;
      }
      question.log().ifPresent(log -> causes.merge(cause(log, write, kind), 1L, Long::sum));
    }
    if (acknowledged < earliest || samples.size() < SAMPLES || samplesReachBeyond(acknowledged)) {
      sample(write, kind, acknowledged);
    }
    earliest = Math.min(earliest, acknowledged);
  }

  private boolean isLeft(HistoryReader write) {
    return question.left().filter(log -> log.executes(write.writer(), write.version())).isPresent();
  }

  private static String cause(LogChange log, HistoryReader write, Kind kind) {
    return log.causeOf(write.writer(), write.version(), kind != Kind.DELETE)
        .orElse(Attribution.UNEXPLAINED);
  }

  private boolean samplesReachBeyond(long acknowledged) {
    LostWrite latest = samples.peek();
    return latest != null && latest.acknowledged() > acknowledged;
  }

  private void sample(HistoryReader write, Kind kind, long acknowledged) {
    String key = new String(RegisterValue.key(write.writer(), write.key()), US_ASCII);
    samples.add(new LostWrite(write.writer(), key, write.version(), kind, acknowledged));
    if (samples.size() > SAMPLES) {
      samples.remove();
    }
  }

  Tally tally(SurvivorPass first) {
    List<LostWrite> earliestLost =
        samples.stream().sorted(Comparator.comparingLong(LostWrite::acknowledged)).toList();
    return new Tally(
        first.attempted(),
        first.of(Outcome.OK),
        first.of(Outcome.FAIL),
        first.of(Outcome.UNKNOWN),
        lost,
        lostAfter,
        lostBeforeSave,
        lost == 0 ? OptionalLong.empty() : OptionalLong.of(earliest),
        earliestBefore < first.lastKeptInvoked(),
        first.survivedUnacknowledged(),
        holes,
        stillLogged,
        causes,
        torn,
        resurrected,
        first.corrupt(),
        first.phantom(),
        first.expired(),
        first.evicted(),
        first.acknowledgedBefore(),
        first.acknowledgedRightBefore(),
        first.lastAcknowledged(),
        first.showing(),
        first.firstAcknowledged(),
        earliestLost);
  }
}
