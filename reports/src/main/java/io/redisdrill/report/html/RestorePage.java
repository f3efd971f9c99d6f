package io.redisdrill.report.html;

import io.redisdrill.report.text.Amounts;
import io.redisdrill.restoredrill.RestoreResult;
import io.redisdrill.restoredrill.RestoreResult.Archive;
import io.redisdrill.restoredrill.RestoreResult.Backup;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.RestoreResult.Contents;
import io.redisdrill.restoredrill.RestoreResult.Database;
import io.redisdrill.restoredrill.RestoreResult.Made;
import io.redisdrill.restoredrill.RestoreResult.Origins;
import io.redisdrill.restoredrill.RestoreResult.Phase;
import io.redisdrill.restoredrill.RestoreResult.Recorded;
import io.redisdrill.restoredrill.RestoreResult.RecoveryTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a restore drill, which prints well: it is evidence for people who want paper. */
public final class RestorePage {
  private RestorePage() {}

  /**
   * Returns the page: one file that needs no other.
   *
   * @param sha256 of the report that it shows
   */
  public static String render(RestoreResult result, String sha256) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "assets", Assets.of(List.of("base.css", "run.css", "restore.css"), List.of("theme.js")));
    model.put("result", result);
    model.put("sha256", sha256);
    model.put("started", Amounts.time(result.evidence().started()));
    model.put("figures", figures(result));
    model.put("recovery", recovery(result));
    model.put("afterwards", phases("Besides, which is no part of a recovery", result.afterwards()));
    model.put("checks", checks("Checks", result.checks()));
    model.put("expectations", checks("Expectations", result.expectations()));
    model.put("contents", contents(result.contents()));
    model.put("evidence", evidence(result));
    return Templates.fill("restore.ftlh", model);
  }

  private static List<Figure> figures(RestoreResult result) {
    Optional<Made> made = result.backup().made();
    Optional<Contents> contents = result.contents();
    String unknown = "not known";
    return List.of(
        new Figure(
            "age",
            "Age of the data",
            made.map(it -> age(it.ageMillis())).orElse(unknown),
            made.map(it -> Long.toString(it.ageMillis())).orElse(""),
            made.map(it -> "according to " + it.accordingTo()).orElse(""),
            ""),
        new Figure(
            "recovery",
            "Recovery time",
            result
                .recoveryTime()
                .map(RecoveryTime::totalMillis)
                .map(Amounts::millis)
                .orElse("never served"),
            result.recoveryTime().map(it -> Double.toString(it.totalMillis())).orElse(""),
            "from the first byte of the archive to a Redis that serves",
            result.recoveryTime().isPresent() ? "" : "unknown"),
        new Figure(
            "keys",
            "Keys",
            contents.map(it -> Amounts.count(it.keys())).orElse(unknown),
            contents.map(it -> Long.toString(it.keys())).orElse(""),
            contents
                .map(
                    it ->
                        "%s with a time to live, %s expired; %s of memory"
                            .formatted(
                                Amounts.count(it.withTtl()),
                                Amounts.count(it.expired()),
                                mebibytes(it.usedMemoryBytes())))
                .orElse(""),
            ""),
        new Figure(
            "archive",
            "Archive",
            result.backup().archive().map(it -> mebibytes(it.bytes())).orElse(unknown),
            result.backup().archive().map(it -> Long.toString(it.bytes())).orElse(""),
            result
                .backup()
                .archive()
                .flatMap(Archive::unpackedBytes)
                .map(bytes -> mebibytes(bytes) + " unpacked")
                .orElse(""),
            ""));
  }

  /** Returns an age as people say it: "3 h 12 min". */
  private static String age(long millis) {
    Duration age = Duration.ofMillis(millis);
    if (age.toDays() > 0) {
      return "%d d %d h".formatted(age.toDays(), age.toHoursPart());
    }
    return age.toHours() > 0
        ? "%d h %d min".formatted(age.toHours(), age.toMinutesPart())
        : Amounts.millis((double) millis);
  }

  private static String mebibytes(long bytes) {
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%,.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%,.1f MiB", bytes / 1048576.0);
  }

  private static Table recovery(RestoreResult result) {
    return phases(
        "Until Redis served, in this order",
        result.recoveryTime().map(RecoveryTime::phases).orElse(List.of()));
  }

  private static Table phases(String caption, List<Phase> phases) {
    return Table.of(
        caption,
        List.of("Phase", "Time", "Data", "MiB/s"),
        phases.stream()
            .map(
                phase ->
                    List.of(
                        Cell.text(phase.name()),
                        Cell.millis(phase.millis()),
                        phase.bytes() == 0 ? Cell.none() : Cell.number(mebibytes(phase.bytes())),
                        phase.bytes() == 0
                            ? Cell.none()
                            : Cell.number(
                                String.format(Locale.ROOT, "%,.0f", phase.mebibytesPerSecond()))))
            .toList());
  }

  private static Table checks(String caption, List<Check> checks) {
    return Table.of(
        caption,
        List.of("Verdict", "What", "Found"),
        checks.stream()
            .map(
                check ->
                    List.of(
                        Cell.verdict(check.verdict()),
                        Cell.text(check.name()),
                        Cell.text(check.message())))
            .toList());
  }

  private static Table contents(Optional<Contents> contents) {
    List<List<Cell>> rows = new ArrayList<>();
    Map<String, Long> recorded =
        contents.flatMap(Contents::recorded).map(Recorded::databases).orElse(Map.of());
    for (Database database : contents.map(Contents::databases).orElse(List.of())) {
      Long before = recorded.get(Integer.toString(database.number()));
      rows.add(
          List.of(
              Cell.text("db" + database.number()),
              Cell.count(database.keys()),
              before == null ? Cell.none() : Cell.count(before),
              Cell.count(database.withTtl()),
              Cell.text(
                  database.types().entrySet().stream()
                      .map(type -> Amounts.count(type.getValue()) + " " + type.getKey())
                      .collect(Collectors.joining(", ")))));
    }
    return Table.of(
        "Keys by database, as counted after the first start",
        List.of("Database", "Keys", "At the backup", "With a time to live", "Types"),
        rows);
  }

  private static Table evidence(RestoreResult result) {
    Backup backup = result.backup();
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(row("Drilled by", result.evidence().by()));
    rows.add(row("Started", result.evidence().started().toString()));
    rows.add(row("Ended", result.evidence().ended().toString()));
    rows.add(row("Tool", result.evidence().tool()));
    result
        .evidence()
        .redis()
        .ifPresent(server -> rows.add(row("Redis", server.engine() + " " + server.version())));
    rows.add(row("Backup", backup.source()));
    backup.object().flatMap(it -> it.version()).ifPresent(it -> rows.add(row("Version", it)));
    backup.object().ifPresent(it -> rows.add(row("ETag", it.eTag())));
    backup.object().ifPresent(it -> rows.add(row("Last modified", it.modified().toString())));
    backup.archive().ifPresent(it -> rows.add(code("SHA-256 of the archive", it.sha256())));
    backup.made().ifPresent(it -> rows.add(row("Made", it.at() + ", says " + it.accordingTo())));
    backup.origin().ifPresent(it -> rows.add(row("Saved by", savedBy(it))));
    result.files().forEach(file -> rows.add(code("SHA-256 of " + file.path(), file.sha256())));
    return Table.of("Who, when, what", List.of("", ""), rows);
  }

  private static String savedBy(Origins origin) {
    return Stream.of(
            origin.engine() + " " + origin.redisVersion(),
            "type " + origin.type(),
            "packed by " + origin.by())
        .collect(Collectors.joining(", "));
  }

  private static List<Cell> row(String name, String text) {
    return List.of(Cell.text(name), Cell.text(text));
  }

  private static List<Cell> code(String name, String text) {
    return List.of(Cell.text(name), Cell.code(text));
  }
}
