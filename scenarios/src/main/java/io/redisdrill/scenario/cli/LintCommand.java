package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.run.Json;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.scenario.lint.Advice;
import io.redisdrill.scenario.lint.StackLint;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill lint}. */
@Command(
    name = "lint",
    description = {
      "Read a stack and name what its configuration will lose, each with the drill that shows it.",
      "Nothing is deployed. The exit code is 1 if there is a finding."
    },
    sortOptions = false)
final class LintCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "STACK",
      description = "rdb, aof, hybrid, or a file or directory of manifests.")
  private String stack = "";

  @Option(
      names = "--speed",
      paramLabel = "MIB",
      description = "How many MiB a second Redis saves and loads there (${DEFAULT-VALUE}).")
  private int speed = (int) (StackLint.USUAL_SPEED >> 20);

  @Option(names = "--json", description = "Print each finding as JSON on a line.")
  private boolean json;

  LintCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    if (speed < 1) {
      throw new UsageException(
          "Cannot read the stack", "a speed of at least 1 MiB/s", "" + speed, "Correct --speed.");
    }
    List<Advice> found = StackLint.of(Stacks.named(stack), (long) speed << 20).advice();
    for (Advice advice : found) {
      if (json) {
        screen.out().println(Json.line(advice));
      } else {
        tell(advice);
      }
    }
    if (found.isEmpty() && !json) {
      screen.out().println("Nothing found. Drill it all the same: ./drill run --help");
    }
    return found.isEmpty() ? ExitCode.PASS : ExitCode.FAIL;
  }

  private void tell(Advice advice) {
    screen.out().println(advice.rule() + "  " + advice.place());
    screen.out().println("  " + advice.words());
    screen.out().println("  instead   " + advice.instead());
    screen.out().println("  shown by  " + advice.shownBy());
  }
}
