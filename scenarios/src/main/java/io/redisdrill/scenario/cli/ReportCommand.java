package io.redisdrill.scenario.cli;

import io.redisdrill.report.Reports;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drill report}. */
@Command(
    name = "report",
    description = "Write the reports of recorded runs again, and the index over them.")
final class ReportCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "Run directories, or directories of runs.")
  private List<Path> directories = List.of();

  ReportCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws IOException {
    Set<Path> indexed = new LinkedHashSet<>();
    for (Path directory : directories) {
      Path absolute = directory.toAbsolutePath();
      if (holdsRuns(absolute)) {
        indexed.add(absolute);
      } else {
        Reports.write(RunDirectory.open(directory));
        screen.out().println(ResultWords.fromHere(directory.resolve("report.html")));
        Optional.ofNullable(absolute.getParent()).ifPresent(indexed::add);
      }
    }
    for (Path runs : indexed) {
      screen.out().println(ResultWords.fromHere(Reports.index(runs)));
    }
    return ExitCode.PASS;
  }

  private static boolean holdsRuns(Path directory) throws IOException {
    if (!Files.isDirectory(directory) || Files.exists(directory.resolve("run.json"))) {
      return false;
    }
    try (Stream<Path> below = Files.list(directory)) {
      return below.anyMatch(each -> Files.exists(each.resolve("run.json")));
    }
  }
}
