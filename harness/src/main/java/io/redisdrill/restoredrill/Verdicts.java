package io.redisdrill.restoredrill;

import io.redisdrill.Verdict;
import io.redisdrill.backup.UnpackedBackup;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.RestoreResult.Made;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The verdict, its sentence, and what nobody should take from it. */
final class Verdicts {
  private Verdicts() {}

  static Verdict of(Findings findings) {
    return all(findings).map(Check::verdict).reduce(Verdict.PASS, Verdict::and);
  }

  private static Stream<Check> all(Findings findings) {
    return Stream.concat(findings.checks.stream(), findings.expectations.stream());
  }

  static String sentence(Findings findings) {
    Verdict verdict = of(findings);
    String worst =
        all(findings)
            .filter(check -> check.verdict() == verdict)
            .findFirst()
            .map(Verdicts::words)
            .orElse("");
    if (verdict == Verdict.PASS) {
      return "This backup restores: " + facts(findings) + ".";
    }
    if (!findings.serves) {
      return (verdict == Verdict.FAIL
              ? "This backup does not restore. "
              : "Whether this backup restores is not known. ")
          + ended(worst);
    }
    return verdict == Verdict.FAIL
        ? "Redis starts from this backup (%s), but not all is well: %s"
            .formatted(facts(findings), ended(worst))
        : "Redis starts from this backup (%s), but not all could be shown: %s"
            .formatted(facts(findings), ended(worst));
  }

  /** A message in four parts names its subject itself. */
  private static String words(Check check) {
    return check.message().startsWith("Cannot ")
        ? check.message()
        : check.name() + ": " + check.message();
  }

  private static String ended(String message) {
    return message.endsWith(".") ? message : message + ".";
  }

  private static String facts(Findings findings) {
    List<String> facts = new ArrayList<>();
    findings.contents().ifPresent(found -> facts.add(Words.count(found.keys(), "key")));
    Optional.ofNullable(findings.made)
        .filter(Making::tellsOfData)
        .ifPresent(made -> facts.add(Words.age(Duration.ofMillis(made.ageMillis())) + " old"));
    facts.add("serving after " + Words.millis(findings.recoveryMillis().orElse(0)));
    return String.join(", ", facts);
  }

  static List<String> notShown(Findings findings, Request request) {
    List<String> notShown = new ArrayList<>();
    Optional<UnpackedBackup> backup = Optional.ofNullable(findings.unpacked);
    if (backup.isPresent() && backup.get().told().isEmpty()) {
      notShown.add(
          "The archive has no metadata.json of this tool: nothing says which files it had, and what"
              + " was in them, when it was made.");
    }
    if (findings.contents().filter(found -> found.recorded().isEmpty()).isPresent()) {
      notShown.add("The archive does not say how many keys there were: no number was compared.");
    }
    Optional<Made> made = Optional.ofNullable(findings.made);
    if (made.filter(it -> !Making.tellsOfData(it)).isPresent()) {
      notShown.add(
          "Only %s tells an age: the data may be older.".formatted(made.get().accordingTo()));
    }
    if (request.expectations().stream().noneMatch(it -> it.kind() == Expectation.Kind.MAX_AGE)) {
      notShown.add("No age was called too old: state one with --expect max-age=26h.");
    }
    notShown.add("No value was compared with what the application wrote.");
    notShown.add("Nothing is said of what was written after the backup was made.");
    notShown.add(
        "Times are those of the machine that drilled: another disk, network or processor has"
            + " others.");
    return notShown;
  }
}
