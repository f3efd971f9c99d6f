package io.redisdrill.platform.embedded;

import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a redis-server said before it ended: its warnings, the name of the file that it was
 * checking, and its last line. What it only notes would hide them.
 */
final class LastWords {
  private static final int MOST = 6;
  private static final String WARNING = " # ";
  private static final String FILE = "Checking RDB file";

  private LastWords() {}

  static String of(List<Line> log) {
    int started =
        IntStream.range(0, log.size())
            .filter(i -> log.get(i).source() == Source.STARTED)
            .reduce((a, b) -> b)
            .orElse(0);
    List<String> lines =
        log.subList(started, log.size()).stream()
            .filter(line -> line.source() == Source.REDIS)
            .map(Line::text)
            .filter(text -> !text.isBlank())
            .toList();
    List<String> telling =
        IntStream.range(0, lines.size())
            .filter(i -> i == lines.size() - 1 || tells(lines.get(i)))
            .mapToObj(lines::get)
            .toList();
    return telling.subList(Math.max(0, telling.size() - MOST), telling.size()).stream()
        .collect(Collectors.joining(" | "));
  }

  private static boolean tells(String line) {
    return line.contains(WARNING) || line.contains(FILE) || line.startsWith("***");
  }
}
