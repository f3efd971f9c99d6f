package io.redisdrill.restoredrill;

import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.redis.Console;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.RestoreResult.Contents;
import io.redisdrill.restoredrill.RestoreResult.Database;
import io.redisdrill.restoredrill.RestoreResult.Made;
import io.redisdrill.settings.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the user states of a backup: {@code min-keys=10000}, {@code min-keys@2=5}, {@code
 * key=orders:last}, {@code key@2=orders:last}, {@code max-age=26h}, {@code max-recovery=5m}.
 *
 * @param text as it was written
 * @param kind what it is about
 * @param database that it is about; all, or 0 for a key
 * @param value what is stated
 */
public record Expectation(String text, Kind kind, Optional<Integer> database, String value) {
  /** What can be stated. */
  public enum Kind {
    /** So many keys at least. */
    MIN_KEYS,
    /** This key is there. */
    KEY,
    /** The data are no older. */
    MAX_AGE,
    /** Redis serves in that time. */
    MAX_RECOVERY
  }

  /** What is known when it is judged. */
  record Known(Optional<Made> made, OptionalDouble recoveryMillis, Optional<Contents> contents) {}

  private static final Pattern FORM =
      Pattern.compile("(min-keys|key|max-age|max-recovery)(?:@(\\d{1,6}))?=(.+)", Pattern.DOTALL);

  /**
   * Reads one.
   *
   * @throws UsageException if it states nothing that can be judged
   */
  public static Expectation parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw unreadable(text);
    }
    Kind kind = Kind.valueOf(parts.group(1).toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    Optional<Integer> database = Optional.ofNullable(parts.group(2)).map(Integer::valueOf);
    String value = parts.group(3);
    boolean aboutKeys = kind == Kind.MIN_KEYS || kind == Kind.KEY;
    boolean noNumber = kind == Kind.MIN_KEYS && !value.matches("\\d{1,15}");
    if (noNumber || (database.isPresent() && !aboutKeys)) {
      throw unreadable(text);
    }
    if (!aboutKeys) {
      Durations.parse("--expect " + text, value);
    }
    return new Expectation(text, kind, database, value);
  }

  private static UsageException unreadable(String text) {
    return new UsageException(
        "Cannot read --expect '" + text + "'",
        "min-keys=N, key=NAME, max-age=26h or max-recovery=5m; @DB behind the first two",
        "something else",
        "Correct it.");
  }

  Check judge(Known known, Optional<Console> console) {
    return switch (kind) {
      case MIN_KEYS ->
          known.contents().map(this::keys).orElseGet(() -> unknown("no Redis served the backup"));
      case KEY -> console.map(this::key).orElseGet(() -> unknown("no Redis served the backup"));
      case MAX_AGE ->
          known.made().map(this::age).orElseGet(() -> unknown("nothing tells when it was made"));
      case MAX_RECOVERY -> recovery(known.recoveryMillis());
    };
  }

  private Check keys(Contents contents) {
    List<Database> databases =
        contents.databases().stream()
            .filter(each -> database.isEmpty() || database.get() == each.number())
            .toList();
    long keys = databases.stream().mapToLong(Database::keys).sum();
    return check(
        keys >= Long.parseLong(value),
        "%s there%s".formatted(Words.count(keys, "key"), in(database)));
  }

  private Check key(Console console) {
    console.status("SELECT", Integer.toString(database.orElse(0)));
    boolean there = console.number("EXISTS", value) == 1;
    return check(
        there, (there ? "it is there" : "it is not there") + in(database.or(() -> Optional.of(0))));
  }

  private static String in(Optional<Integer> database) {
    return database.map(number -> ", in database " + number).orElse("");
  }

  /** What lies in a bucket may be older than its object, so that only proves the worse. */
  private Check age(Made made) {
    Duration age = Duration.ofMillis(made.ageMillis());
    boolean young = age.compareTo(Durations.parse("max-age", value)) <= 0;
    String words = "%s old, according to %s".formatted(Words.age(age), made.accordingTo());
    if (young && !Making.tellsOfData(made)) {
      return unknown("at least " + words + ", which says nothing of the data");
    }
    return check(young, words);
  }

  private Check recovery(OptionalDouble millis) {
    if (millis.isEmpty()) {
      return unknown("no Redis served the backup");
    }
    double limit = Durations.parse("max-recovery", value).toNanos() / 1e6;
    return check(millis.getAsDouble() <= limit, "it took " + Words.millis(millis.getAsDouble()));
  }

  private Check check(boolean holds, String message) {
    return new Check(text, holds ? Verdict.PASS : Verdict.FAIL, message);
  }

  private Check unknown(String message) {
    return new Check(text, Verdict.UNKNOWN, message);
  }
}
