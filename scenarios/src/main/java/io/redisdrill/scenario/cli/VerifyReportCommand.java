package io.redisdrill.scenario.cli;

import io.redisdrill.Verdict;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.SealedReport;
import io.redisdrill.run.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill verify-report}. */
@Command(
    name = "verify-report",
    description = {
      "Say whether the report of a restore drill is as it was written, and who signed it. Needs no",
      "Redis."
    },
    sortOptions = false)
final class VerifyReportCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "DIR|FILE",
      description =
          "A restore-result.json, or its directory: then its other files are checked too.")
  private Path place = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "PUB.pem",
      description = "The public key, or certificate, of whoever must have signed it.")
  private Optional<Path> key = Optional.empty();

  @Option(names = "--json", description = "Print what was found as JSON on a line.")
  private boolean json;

  VerifyReportCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<Check> checks = SealedReport.verify(place, key);
    if (json) {
      screen.out().println(Json.line(checks));
    } else {
      checks.forEach(
          check ->
              screen
                  .out()
                  .println(
                      "%s  %s: %s"
                          .formatted(screen.word(check.verdict()), check.name(), check.message())));
    }
    return ExitCode.of(checks.stream().map(Check::verdict).reduce(Verdict.PASS, Verdict::and));
  }
}
