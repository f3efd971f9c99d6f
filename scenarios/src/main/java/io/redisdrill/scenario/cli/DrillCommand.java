package io.redisdrill.scenario.cli;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.load.Workload;
import io.redisdrill.scenario.Catalogue;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line {@code drill}. */
@Command(
    name = "drill",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    description = "Measures what a Redis deployment loses and how fast it comes back.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:PASS",
      "1:FAIL: an objective does not hold",
      "2:UNKNOWN: it could not be shown",
      "64:the command line cannot be understood",
      "70:an error inside the tool"
    })
public final class DrillCommand {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print a stack trace with each error.")
  private boolean debug;

  private final Screen screen;

  private DrillCommand(Screen screen) {
    this.screen = screen;
  }

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    Screen screen = Screen.ofProcess();
    int code = ExitCode.INTERNAL;
    try {
      code = on(screen, Catalogue.builtIn()).execute(args);
    } catch (Throwable e) {
      // Also a class that cannot be loaded, or memory that is used up, has its exit code.
      e.printStackTrace(screen.err());
    }
    System.exit(code);
  }

  static CommandLine on(Screen screen, Catalogue catalogue) {
    DrillCommand drill = new DrillCommand(screen);
    CommandLine line =
        new CommandLine(drill)
            .addSubcommand(new ListCommand(screen, catalogue))
            .addSubcommand(new RunCommand(screen, catalogue))
            .addSubcommand(new RecheckCommand(screen))
            .addSubcommand(new ReportCommand(screen))
            .addSubcommand(new TableCommand(screen, catalogue))
            .addSubcommand(new MatrixCommand(screen, catalogue))
            .addSubcommand(new SweepCommand(screen))
            .addSubcommand(new MergeCommand(screen))
            .addSubcommand(new NightlyCommand(screen, catalogue))
            .addSubcommand(new ForecastCommand(screen, catalogue))
            .addSubcommand(new BackupCommand(screen))
            .addSubcommand(new RestoreCommand(screen))
            .addSubcommand(new RestoreDrillCommand(screen))
            .addSubcommand(new VerifyReportCommand(screen))
            .addSubcommand(new MonitorCommand(screen))
            .addSubcommand(new LintCommand(screen))
            .addSubcommand(new ImageCommand(screen))
            .addSubcommand(new DoctorCommand(screen))
            .addSubcommand(new BenchCommand(screen))
            .addSubcommand(new CleanCommand(screen))
            .addSubcommand(new CompletionCommand(screen));
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Duration.class, new DurationConverter())
        .registerConverter(Workload.Mix.class, new MixConverter())
        .setOut(screen.out())
        .setErr(screen.err())
        .setColorScheme(Help.defaultColorScheme(screen.colour() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setParameterExceptionHandler(drill::misunderstood)
        .setExecutionExceptionHandler(drill::failed);
  }

  private int misunderstood(ParameterException e, String[] args) {
    screen.err().println(e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, screen.err())) {
      screen
          .err()
          .println(
              "See ./%s --help.".formatted(e.getCommandLine().getCommandSpec().qualifiedName()));
    }
    return ExitCode.USAGE;
  }

  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (debug) {
      e.printStackTrace(screen.err());
    }
    if (e instanceof UsageException) {
      screen.err().println(e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof DrillException) {
      screen.err().println(e.getMessage());
      return ExitCode.UNKNOWN;
    }
    screen.err().println("Internal error: " + e + ". Run again with --debug and report it.");
    return ExitCode.INTERNAL;
  }
}
