package io.redisdrill.scenario.cli;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import io.redisdrill.judge.Judge;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill recheck}. */
@Command(
    name = "recheck",
    description = "Judge again what was recorded; needs no Redis. Writes result.json and reports.")
final class RecheckCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(paramLabel = "DIR", arity = "1..*", description = "Run directories.")
  private List<Path> directories = List.of();

  @Option(names = "--json", description = "Print each result as JSON on a line, and nothing else.")
  private boolean json;

  RecheckCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<RunDirectory> runs = directories.stream().map(RunDirectory::open).toList();
    Outcome outcome = new Outcome(screen, json);
    return ExitCode.of(
        runs.stream().map(run -> judge(run, outcome).verdict()).reduce(Verdict.PASS, Verdict::and));
  }

  private static DrillResult judge(RunDirectory run, Outcome outcome) {
    DrillResult result = Judge.judge(run);
    run.writeJson("result.json", result);
    outcome.report(run);
    outcome.tell(result);
    return result;
  }
}
