package io.redisdrill.scenario.cli;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.Platform;
import io.redisdrill.report.Reports;
import io.redisdrill.report.nightly.Merging;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightRun;
import io.redisdrill.report.nightly.NightWords;
import io.redisdrill.run.Json;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.nightly.Nightly;
import io.redisdrill.scenario.nightly.NightlyPlan;
import io.redisdrill.scenario.nightly.PlanFile;
import io.redisdrill.scenario.nightly.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill nightly}. */
@Command(
    name = "nightly",
    description = {
      "Run the catalogue as a matrix, within a time budget, and say whether it got worse.",
      "Without a plan: every fsync policy, killed and with its power cut, on embedded."
    },
    sortOptions = false)
final class NightlyCommand implements Callable<Integer> {
  private static final int MOST_AT_ONCE = 64;

  private final Screen screen;
  private final Catalogue catalogue;

  @Parameters(paramLabel = "PLAN", arity = "0..1", description = "A plan as YAML.")
  private Optional<Path> plan = Optional.empty();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "The directory of the night (drill-nights/DATE, in UTC). A night that was cut off goes on",
        "where it was."
      })
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Run the I-th of N parts of the matrix.")
  private Optional<String> shard = Optional.empty();

  @Option(
      names = "--merge",
      paramLabel = "DIR",
      arity = "1..*",
      description = "Run nothing: put the shards in these directories together in --out.")
  private List<Path> merge = new ArrayList<>();

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "Drills at a time (1): more disturb each other's recovery times.")
  private int atOnce = 1;

  @Mixin private HistoryOptions history = new HistoryOptions();

  @Mixin private NightPlatforms platforms = new NightPlatforms();

  @Option(names = "--json", description = "Print each drill as JSON on a line, and nothing else.")
  private boolean json;

  NightlyCommand(Screen screen, Catalogue catalogue) {
    this.screen = screen;
    this.catalogue = catalogue;
  }

  @Override
  public Integer call() {
    if (atOnce < 1 || atOnce > MOST_AT_ONCE) {
      throw new UsageException(
          "Cannot run drills side by side", "1 to 64", "" + atOnce, "Correct --at-once.");
    }
    history.check();
    if (!merge.isEmpty()) {
      return merge();
    }
    NightlyPlan what = plan.map(PlanFile::read).orElseGet(NightlyPlan::standard);
    platforms.check(what.platforms());
    Path directory =
        out.orElseGet(() -> Path.of("drill-nights", LocalDate.now(ZoneOffset.UTC).toString()));
    Nightly nightly =
        new Nightly(
            catalogue,
            what,
            shard.map(Shard::parse).orElse(Shard.WHOLE),
            directory,
            atOnce,
            this::tell);
    history.reach();
    try (Interruption interruption = Interruption.ofThisThread()) {
      Night night = nightly.run(this::open);
      Thread.interrupted(); // no interrupted thread can write the pages
      return report(night, directory);
    }
  }

  private int merge() {
    if (out.isEmpty() || plan.isPresent() || shard.isPresent()) {
      throw new UsageException(
          "Cannot merge nights",
          "--merge DIR... with --out DIR alone",
          out.isEmpty() ? "no --out" : "a plan or --shard beside it",
          "Name the directory for the whole night with --out, and leave the rest out.");
    }
    Path directory = out.orElseThrow();
    Night night = Merging.of(directory, merge);
    makeDirectory(directory);
    return report(night, directory);
  }

  private static void makeDirectory(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new DrillException(
          "Cannot merge nights in " + directory,
          "a directory that can be written",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Name another directory with --out.",
          e);
    }
  }

  private Platform open(String name) {
    Platform here = platforms.open(name);
    here.remark().ifPresent(screen.err()::println);
    return here;
  }

  private int report(Night found, Path directory) {
    HistoryOptions.Compared compared = history.compare(found);
    Night night = compared.night();
    Path page = Reports.night(directory, night, compared.earlier());
    history.keep(night);
    compared.unread().forEach(line -> screen.err().println("Not compared: " + line));
    night
        .failedControls()
        .forEach(
            control ->
                screen.err().println("This control did not show what it had to: " + control));
    if (!json) {
      screen.out().println(NightWords.sentence(night));
      screen.out().println(screen.word(night.verdict()) + "  " + ResultWords.fromHere(page));
    }
    return ExitCode.of(night.verdict());
  }

  private synchronized void tell(NightRun run) {
    screen.out().println(json ? Json.line(run) : line(run));
    screen.out().flush();
  }

  private String line(NightRun run) {
    return "  %-44s #%-3d %-8s window %9s  recovery %9s"
        .formatted(
            run.cell(),
            run.repetition() + 1,
            run.verdict(),
            run.windowMillis().map(Figures::millis).orElse("-"),
            run.recoveryMillis().map(Figures::millis).orElse("-"));
  }
}
