package io.redisdrill.scenario.cli;

import io.redisdrill.report.Reports;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code drill report}. */
@Command(name = "report", description = "Write the reports of recorded runs again.")
final class ReportCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Run directories.")
  private List<Path> directories = List.of();

  ReportCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    for (RunDirectory run : directories.stream().map(RunDirectory::open).toList()) {
      Reports.write(run);
      screen.out().println(ResultWords.fromHere(run.file("report.html")));
    }
    return ExitCode.PASS;
  }
}
