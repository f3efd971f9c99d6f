package io.redisdrill.scenario.cli;

import io.redisdrill.scenario.Catalogue;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What a command line came to.
 *
 * @param code it ended with
 * @param out results
 * @param err messages
 */
record Cli(int code, String out, String err) {
  static Cli drill(Object... words) {
    return drill(false, words);
  }

  static Cli onTerminal(Object... words) {
    return drill(true, words);
  }

  private static Cli drill(boolean terminal, Object... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Screen screen = new Screen(new PrintWriter(out), new PrintWriter(err), terminal, terminal);
    String[] args = List.of(words).stream().map(Object::toString).toArray(String[]::new);
    int code = DrillCommand.on(screen, Catalogue.builtIn()).execute(args);
    screen.out().flush();
    screen.err().flush();
    return new Cli(code, out.toString(), err.toString());
  }
}
