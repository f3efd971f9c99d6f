package io.redisdrill.scenario.cli;

import io.redisdrill.run.Json;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.Defect;
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

  @Option(
      names = "--track-record",
      description = "List the defects that the tool has found instead, each with its drill.")
  private boolean trackRecord;

  ListCommand(Screen screen, Catalogue catalogue) {
    this.screen = screen;
    this.catalogue = catalogue;
  }

  private record Line(String name, String what, String shows, String fault, boolean control) {}

  private record Found(String name, String what, String affects, String source) {}

  @Override
  public Integer call() {
    if (trackRecord) {
      catalogue.trackRecord().defects().forEach(this::tell);
      return ExitCode.PASS;
    }
    int width =
        catalogue.drills().stream().mapToInt(drill -> drill.name().length()).max().orElse(1);
    for (NamedDrill drill : catalogue.drills()) {
      screen.out().println(json ? jsonLine(drill) : line(drill, width));
    }
    return ExitCode.PASS;
  }

  private void tell(Defect defect) {
    String name = defect.drill().name();
    if (json) {
      Found found = new Found(name, defect.what(), defect.affects(), defect.source());
      screen.out().println(Json.line(found));
      return;
    }
    screen.out().println(defect.what());
    screen.out().println("  affects  " + defect.affects());
    screen.out().println("  source   " + defect.source());
    screen.out().println("  shown by ./drill run " + name);
  }

  private static String line(NamedDrill drill, int width) {
    return ("%-" + width + "s  %s").formatted(drill.name(), drill.shows());
  }

  private static String jsonLine(NamedDrill drill) {
    return Json.line(
        new Line(drill.name(), drill.what(), drill.shows(), drill.fault().name(), drill.control()));
  }
}
