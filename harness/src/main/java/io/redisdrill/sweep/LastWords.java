package io.redisdrill.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The end of what a server said. */
final class LastWords {
  private static final int MOST_BYTES = 4_096;
  private static final int MOST_LENGTH = 300;

  /** Followed by a line that says no more than that there was an error. */
  private static final String VERSION = "RDB format version";

  private static final Pattern HEAD =
      Pattern.compile("^\\d+:[A-Z] \\d\\d \\w{3} \\d{4} [\\d:.]+ [.\\-*#] ");

  private LastWords() {}

  /** Returns the last few kilobytes. */
  static String of(Path log) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(Math.max(0, file.length() - MOST_BYTES));
      byte[] bytes = new byte[(int) Math.min(MOST_BYTES, file.length())];
      file.readFully(bytes);
      return new String(bytes, UTF_8);
    }
  }

  /**
   * Returns the last line, or the one that tells the cause better, without its process id and time,
   * which differ from run to run.
   */
  static String line(Path log) throws IOException {
    List<String> lines = of(log).lines().filter(line -> !line.isBlank()).toList();
    String last =
        lines.stream()
            .filter(line -> line.contains(VERSION))
            .findFirst()
            .orElse(lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1));
    String said = HEAD.matcher(last).replaceFirst("");
    return said.length() > MOST_LENGTH ? said.substring(0, MOST_LENGTH) : said;
  }
}
