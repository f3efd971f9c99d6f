package io.redisdrill.scenario.cli;

import io.redisdrill.report.Reports;
import io.redisdrill.sweep.Merge;
import io.redisdrill.sweep.SweepFiles;
import io.redisdrill.sweep.SweepResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill merge}. */
@Command(
    name = "merge",
    description = "Put the shards of a sweep together: the result is that of the sweep as a whole.",
    sortOptions = false)
final class MergeCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "DIR",
      arity = "1..*",
      description = "The output directories of all shards.")
  private List<Path> directories = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the whole sweep goes.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print the result as JSON on a line, and nothing else.")
  private boolean json;

  MergeCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    SweepResult result = Merge.of(directories, out);
    Reports.sweep(SweepFiles.existing(out));
    new SweepWords(screen, json).tell(result, Optional.of(out));
    return SweepWords.code(result);
  }
}
