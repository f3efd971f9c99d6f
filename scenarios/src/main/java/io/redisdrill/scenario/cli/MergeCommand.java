package io.redisdrill.scenario.cli;

import io.redisdrill.report.Reports;
import io.redisdrill.report.nightly.NightFile;
import io.redisdrill.sweep.Merge;
import io.redisdrill.sweep.SweepFiles;
import io.redisdrill.sweep.SweepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drill merge}. */
@Command(
    name = "merge",
    description =
        "Put the shards of a sweep, or of a night, together: the result is that of the whole.",
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
      description = "Where the whole sweep, or night, goes.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Print the result as JSON on a line, and nothing else.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  MergeCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    return directories.stream().allMatch(MergeCommand::isNight) ? nights() : sweep();
  }

  private static boolean isNight(Path directory) {
    return Files.exists(directory.resolve(NightFile.NAME));
  }

  /** The one way to put nights together is {@code nightly --merge}. */
  private int nights() {
    List<String> arguments = new ArrayList<>(List.of("--out", out.toString()));
    if (json) {
      arguments.add("--json");
    }
    arguments.add("--merge");
    directories.forEach(directory -> arguments.add(directory.toString()));
    CommandLine nightly = Objects.requireNonNull(spec.parent().subcommands().get("nightly"));
    return nightly.execute(arguments.toArray(String[]::new));
  }

  private int sweep() {
    SweepResult result = Merge.of(directories, out);
    Reports.sweep(SweepFiles.existing(out));
    new SweepWords(screen, json).tell(result, Optional.of(out));
    return SweepWords.code(result);
  }
}
