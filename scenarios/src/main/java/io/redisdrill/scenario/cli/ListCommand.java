package io.redisdrill.scenario.cli;

import io.redisdrill.run.Json;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drill list}. */
@Command(name = "list", description = "List the drills by name, and what each shows.")
final class ListCommand implements Callable<Integer> {
  private final Screen screen;
  private final Catalogue catalogue;

  @Option(names = "--json", description = "Print each drill as JSON on a line.")
  private boolean json;

  ListCommand(Screen screen, Catalogue catalogue) {
    this.screen = screen;
    this.catalogue = catalogue;
  }

  private record Line(String name, String what, String shows, String fault, boolean control) {}

  @Override
  public Integer call() {
    int width =
        catalogue.drills().stream().mapToInt(drill -> drill.name().length()).max().orElse(1);
    for (NamedDrill drill : catalogue.drills()) {
      screen.out().println(json ? jsonLine(drill) : line(drill, width));
    }
    return ExitCode.PASS;
  }

  private static String line(NamedDrill drill, int width) {
    return ("%-" + width + "s  %s").formatted(drill.name(), drill.shows());
  }

  private static String jsonLine(NamedDrill drill) {
    return Json.line(
        new Line(drill.name(), drill.what(), drill.shows(), drill.fault().name(), drill.control()));
  }
}
