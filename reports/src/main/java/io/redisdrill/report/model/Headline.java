package io.redisdrill.report.model;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.Objective;
import io.redisdrill.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The verdict in a sentence that needs no knowledge of Redis.
 *
 * @param verdict of the run
 * @param sentence what was lost and how long it took, or why that cannot be said
 */
public record Headline(Verdict verdict, String sentence) {
  /** Returns the headline of a result. */
  public static Headline of(DrillResult result) {
    Findings found = new Findings(result);
    if (found.ownTest().isPresent() && result.verdict() != Verdict.UNKNOWN) {
      return new Headline(result.verdict(), sentence(ofOwnTest(found, found.ownTest().get())));
    }
    List<String> clauses =
        switch (result.verdict()) {
          case PASS -> passed(found);
          case UNKNOWN -> unknown(found);
          case FAIL -> failed(found);
        };
    return new Headline(result.verdict(), sentence(clauses));
  }

  /** Returns what matters most, the sentence up to its first semicolon. */
  public String first() {
    int end = sentence.indexOf(';');
    return end < 0 ? sentence : sentence.substring(0, end + 1);
  }

  /** Returns the rest of the sentence. */
  public String rest() {
    return sentence.substring(first().length()).strip();
  }

  /** The harness recorded no writes of such a test: what was lost is the test's to say. */
  private static List<String> ofOwnTest(Findings found, Objective own) {
    List<String> clauses = new ArrayList<>();
    if (found.neverCameBack()) {
      clauses.add("Redis did not come back: no write was acknowledged after the fault");
    }
    clauses.add(
        Findings.fails(own) ? "the test failed: " + found.line(own) : "the test's assertions hold");
    if (found.result().recoveryTime().isPresent()) {
      clauses.add(RecoveryWords.served(found.result()));
    }
    return clauses;
  }

  private static List<String> passed(Findings found) {
    if (found.control().isPresent()) {
      return List.of("the instrument " + found.control().get() + ", as it has to");
    }
    List<String> clauses = new ArrayList<>();
    clauses.add(LossWords.lost(found.result()));
    if (found.result().dataLoss().lost() > 0) {
      found.loss().map(LossWords::allowed).ifPresent(clauses::add);
    }
    clauses.add(RecoveryWords.served(found.result()));
    return clauses;
  }

  private static List<String> unknown(Findings found) {
    List<String> clauses = new ArrayList<>();
    if (found.lossIsKnown() && found.result().dataLoss().lost() > 0) {
      clauses.add(LossWords.lost(found.result()));
    }
    clauses.add("nothing can be concluded, because " + found.whyUnknown());
    return clauses;
  }

  private static List<String> failed(Findings found) {
    if (found.control().isPresent()) {
      return List.of("the instrument missed what was planted, so none of its figures count");
    }
    List<String> clauses = new ArrayList<>();
    if (found.neverCameBack()) {
      clauses.add("Redis did not come back: no write was acknowledged after the fault");
    }
    if (found.lossIsKnown()) {
      clauses.add(LossWords.lost(found.result()));
      found.loss().filter(Findings::fails).ifPresent(it -> clauses.add(found.broken(it)));
    }
    clauses.addAll(found.otherFailures());
    if (found.result().recoveryTime().isPresent()) {
      clauses.add(
          found
              .time()
              .filter(Findings::fails)
              .map(limit -> RecoveryWords.tooLate(found.result(), limit))
              .orElseGet(() -> RecoveryWords.served(found.result())));
    }
    return clauses;
  }

  private static String sentence(List<String> clauses) {
    String all = String.join("; ", clauses).strip();
    String first = all.substring(0, 1).toUpperCase(Locale.ROOT);
    return first + all.substring(1) + (all.endsWith(".") ? "" : ".");
  }
}
