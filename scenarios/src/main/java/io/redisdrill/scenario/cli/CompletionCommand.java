package io.redisdrill.scenario.cli;

import io.redisdrill.scenario.Catalogue;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drill completion}. */
@Command(
    name = "completion",
    description = {
      "Print what makes a shell complete commands, options and names of drills.",
      "For bash and zsh: source <(./drill completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Screen screen;

  /** The shells that there is a script for. */
  enum Shell {
    BASH,
    ZSH
  }

  // Picocli's script is for both; the argument is there because people type it.
  @Parameters(arity = "0..1", paramLabel = "SHELL", description = "bash or zsh (bash).")
  private Shell shell = Shell.BASH;

  CompletionCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    screen.out().println("# for " + shell.name().toLowerCase(java.util.Locale.ROOT));
    screen.out().println(AutoComplete.bash("drill", DrillCommand.on(screen, Catalogue.builtIn())));
    return ExitCode.PASS;
  }
}
