package io.redisdrill.judge;

import io.redisdrill.DrillException;
import io.redisdrill.DrillResult.Writes;
import io.redisdrill.aof.LogOracle.WriteId;
import io.redisdrill.load.HistoryReader;
import io.redisdrill.load.Outcome;
import io.redisdrill.load.Survivors;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/**
 * Holds a history against the survivors: two passes over the file, memory for the registers alone.
 *
 * <p>A register shows its last value only. So a write counts as lost if the register is older than
 * it; one that was overwritten by a later survivor cannot be told, and counts as kept. Where a
 * register is absent, the latest delete or expiry that was not refused is taken to explain it: the
 * count is the smallest that what was found allows.
 */
public final class HistoryJudge {
  private final Path history;
  private final Survivors survivors;
  private final TallyQuestion question;

  private HistoryJudge(Path history, Survivors survivors, TallyQuestion question) {
    this.history = history;
    this.survivors = survivors;
    this.question = question;
  }

  /**
   * Returns the account.
   *
   * @throws DrillException if the history contradicts itself or names registers that were not read
   */
  public static Tally judge(Path history, Survivors survivors, TallyQuestion question) {
    return new HistoryJudge(history, survivors, question).judge();
  }

  /** Returns how many writes had which outcome, for a history without survivors. */
  public static Writes count(Path history) {
    long[] byOutcome = new long[Outcome.values().length];
    try (HistoryReader reader = HistoryReader.open(history)) {
      while (reader.next()) {
        byOutcome[reader.outcome().ordinal()]++;
      }
    }
    return new Writes(
        Arrays.stream(byOutcome).sum(),
        byOutcome[Outcome.OK.ordinal()],
        byOutcome[Outcome.FAIL.ordinal()],
        byOutcome[Outcome.UNKNOWN.ordinal()]);
  }

  /** Sees every write of a history, in the order of the file. */
  public interface Visitor {
    /**
     * @param write the record, valid until this returns
     * @param lost whether it was acknowledged and is absent
     */
    void visit(HistoryReader write, boolean lost);
  }

  /** Shows every write, with whether it counts as lost. */
  public static void visit(
      Path history, Survivors survivors, TallyQuestion question, Visitor visitor) {
    HistoryJudge judge = new HistoryJudge(history, survivors, question);
    SurvivorPass kept = judge.survivorPass();
    try (HistoryReader write = HistoryReader.open(history)) {
      while (write.next()) {
        boolean lost =
            write.outcome() == Outcome.OK && !kept.keeps(judge.index(write), write.version());
        visitor.visit(write, lost);
      }
    }
  }

  /** Returns how many acknowledged writes the first survivors still had and the second lack. */
  public static long lostBetween(
      Path history, Survivors first, Survivors second, TallyQuestion question) {
    SurvivorPass before = new HistoryJudge(history, first, question).survivorPass();
    SurvivorPass after = new HistoryJudge(history, second, question).survivorPass();
    long lost = 0;
    try (HistoryReader write = HistoryReader.open(history)) {
      while (write.next()) {
        int index = first.index(write.writer(), write.key());
        boolean acknowledged = write.outcome() == Outcome.OK;
        if (acknowledged
            && before.keeps(index, write.version())
            && !after.keeps(index, write.version())) {
          lost++;
        }
      }
    }
    return lost + Math.max(0, after.unaccounted() - before.unaccounted());
  }

  /** Returns how many of these writes, which Redis executed, are absent from what was read. */
  public static long absentOf(
      Path history, Survivors survivors, TallyQuestion question, Set<WriteId> executed) {
    HistoryJudge judge = new HistoryJudge(history, survivors, question);
    SurvivorPass kept = judge.survivorPass();
    long absent = 0;
    try (HistoryReader write = HistoryReader.open(history)) {
      while (write.next()) {
        boolean looked = executed.contains(new WriteId(write.writer(), write.version()));
        absent += looked && !kept.keeps(judge.index(write), write.version()) ? 1 : 0;
      }
    }
    return absent;
  }

  private Tally judge() {
    SurvivorPass first = survivorPass();
    LossPass second = new LossPass(first, survivors, question);
    try (HistoryReader reader = HistoryReader.open(history)) {
      while (reader.next()) {
        switch (reader.outcome()) {
          case OK -> second.accept(reader, index(reader));
          case UNKNOWN -> second.acceptUnit(reader, index(reader));
          case FAIL -> {}
        }
      }
    }
    return second.tally(first);
  }

  private SurvivorPass survivorPass() {
    SurvivorPass pass = new SurvivorPass(survivors, question);
    try (HistoryReader reader = HistoryReader.open(history)) {
      while (reader.next()) {
        pass.accept(reader, index(reader));
      }
    }
    return pass.end();
  }

  private int index(HistoryReader reader) {
    int index = survivors.index(reader.writer(), reader.key());
    if (index < 0) {
      throw new DrillException(
          "Cannot judge " + history,
          "a read-back of every register that was written",
          "a write to key %d of writer %d, which was not read"
              .formatted(reader.key(), reader.writer()),
          "The run broke off, or a file was changed: run the drill again.");
    }
    return index;
  }
}
