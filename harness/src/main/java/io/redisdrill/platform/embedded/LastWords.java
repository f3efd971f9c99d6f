package io.redisdrill.platform.embedded;

import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a redis-server said before it ended: its warnings, what it said beside its log, and the name
 * of the file that it was checking. What it only notes, and how it greets, would hide them.
 */
final class LastWords {
  private static final int MOST = 6;
  private static final String FILE = "Checking RDB file";
  private static final Pattern NOTICE = Pattern.compile("\\d+:[A-Z] [^*#]*[*.-] .*");
  // Redis greets with warnings before 7.2.
  private static final Pattern GREETING =
      Pattern.compile("oO0Oo|version=|Configuration loaded|Server initialized");

  private LastWords() {}

  static String of(List<Line> log) {
    int started =
        IntStream.range(0, log.size())
            .filter(i -> log.get(i).source() == Source.STARTED)
            .reduce((a, b) -> b)
            .orElse(0);
    List<String> telling =
        log.subList(started, log.size()).stream()
            .filter(line -> line.source() == Source.REDIS)
            .map(Line::text)
            .filter(LastWords::tells)
            .toList();
    return telling.subList(Math.max(0, telling.size() - MOST), telling.size()).stream()
        .collect(Collectors.joining(" | "));
  }

  private static boolean tells(String line) {
    boolean detail = line.startsWith("[") && !line.contains(FILE);
    return !line.isBlank()
        && !detail
        && !NOTICE.matcher(line).matches()
        && !GREETING.matcher(line).find();
  }
}
