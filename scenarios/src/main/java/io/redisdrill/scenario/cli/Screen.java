package io.redisdrill.scenario.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.Verdict;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Map;

/**
 * Where a command writes. Nothing else in the tool prints.
 *
 * @param out results
 * @param err messages
 * @param live whether a line can be painted over: a terminal, and nobody records it
 * @param colour whether colours are wanted
 */
record Screen(PrintWriter out, PrintWriter err, boolean live, boolean colour) {
  /** Told by the script: Java 22 and later no longer say it with {@code System.console()}. */
  static final String TERMINAL = "redis-drill.terminal";

  private static final Map<Verdict, String> COLOURS =
      Map.of(Verdict.PASS, "32", Verdict.UNKNOWN, "33", Verdict.FAIL, "31");

  /** Returns the standard streams of this process. */
  static Screen ofProcess() {
    Map<String, String> environment = System.getenv();
    boolean terminal = Boolean.getBoolean(TERMINAL) && !"dumb".equals(environment.get("TERM"));
    return new Screen(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        terminal && !environment.containsKey("CI"),
        terminal && environment.getOrDefault("NO_COLOR", "").isEmpty());
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, UTF_8);
  }

  /** Returns the same screen with nothing but results on it. */
  Screen quiet() {
    return new Screen(new PrintWriter(Writer.nullWriter()), err, false, false);
  }

  /** Returns the word in its colour, where there are colours. */
  String word(Verdict verdict) {
    return colour ? "\033[1;" + COLOURS.get(verdict) + "m" + verdict + "\033[0m" : verdict.name();
  }
}
