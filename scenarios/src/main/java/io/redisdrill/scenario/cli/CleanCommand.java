package io.redisdrill.scenario.cli;

import io.redisdrill.platform.k3s.K3sPlatform;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drill clean}. */
@Command(
    name = "clean",
    description = "Remove the containers and networks that a killed run left behind.")
final class CleanCommand implements Callable<Integer> {
  private final Screen screen;

  @Option(names = "--all", description = "Also those of runs that may still be going on.")
  private boolean all;

  CleanCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<String> removed = K3sPlatform.clean(all);
    removed.forEach(screen.out()::println);
    screen.out().println(removed.isEmpty() ? "nothing to remove" : removed.size() + " removed");
    return ExitCode.PASS;
  }
}
