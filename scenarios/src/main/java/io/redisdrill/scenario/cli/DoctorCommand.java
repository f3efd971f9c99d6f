package io.redisdrill.scenario.cli;

import io.redisdrill.run.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drill doctor}. */
@Command(
    name = "doctor",
    description = "Say what this machine can run, and why not. Exit code 2 if no drill can run.")
final class DoctorCommand implements Callable<Integer> {
  private final Screen screen;

  @Option(names = "--json", description = "Print each finding as JSON on a line.")
  private boolean json;

  DoctorCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<Finding> findings = new Examination(screen).findings();
    for (Finding finding : findings) {
      screen.out().println(json ? Json.line(finding) : finding.line());
    }
    boolean ready = findings.stream().allMatch(finding -> finding.ok() || !finding.needed());
    return ready ? ExitCode.PASS : ExitCode.UNKNOWN;
  }
}
