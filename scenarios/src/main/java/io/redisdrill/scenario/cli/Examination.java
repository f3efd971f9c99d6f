package io.redisdrill.scenario.cli;

import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.run.FileTrees;
import io.redisdrill.scenario.Catalogue;
import io.redisdrill.settings.KnownSettings;
import io.redisdrill.settings.Setting;
import io.redisdrill.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks at this machine; each finding is tried out rather than guessed, where that is quick. */
record Examination(Screen screen) {
  private static final long WANTED_BYTES = 1L << 30;
  private static final Workload SHORT =
      Workload.registers().writers(4).lasting(Duration.ofMillis(150));

  List<Finding> findings() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    List<Finding> findings =
        new ArrayList<>(List.of(machine(), java(), temporary(temporary), embedded(), powerCut()));
    findings.addAll(Clusters.findings());
    findings.add(terminal());
    findings.addAll(settings());
    return findings;
  }

  private static Finding machine() {
    Optional<String> why = EmbeddedPlatform.noServer();
    String machine =
        "%s %s on %s, %d processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors());
    return new Finding("machine", why.isEmpty(), false, why.orElse(machine));
  }

  private static Finding java() {
    return new Finding(
        "java",
        true,
        true,
        "%s %s, %,d MiB of heap at most"
            .formatted(
                System.getProperty("java.vm.name"),
                System.getProperty("java.runtime.version"),
                Runtime.getRuntime().maxMemory() >> 20));
  }

  private static Finding temporary(Path directory) {
    try {
      Path made = Files.createTempFile(directory, "redis-drill-doctor-", "");
      Files.delete(made);
      long free = Files.getFileStore(directory).getUsableSpace();
      String size = String.format(Locale.ROOT, "%,.1f GiB free in %s", free / 1e9, directory);
      return free >= WANTED_BYTES
          ? new Finding("data", true, true, size)
          : new Finding("data", false, false, size + "; a long load may need 1 GiB");
    } catch (IOException e) {
      return new Finding(
          "data",
          false,
          true,
          "%s cannot be written: %s. Name another one with -Djava.io.tmpdir=DIR."
              .formatted(directory, e));
    }
  }

  private static Finding powerCut() {
    try (EmbeddedPlatform platform = EmbeddedPlatform.open()) {
      Optional<String> why = platform.unavailable(Capability.WATCHED_DISK);
      return new Finding(
          "power cut",
          why.isEmpty(),
          false,
          why.orElse("syncs can be watched here: a power cut can be told from a kill"));
    } catch (DrillException e) {
      return new Finding("power cut", false, false, String.valueOf(e.getMessage()));
    }
  }

  /** A drill says more than a version: that Redis starts here, takes writes, and keeps them. */
  private static Finding embedded() {
    String subject = EmbeddedPlatform.NAME;
    try (EmbeddedPlatform platform = EmbeddedPlatform.open()) {
      Path runs = Files.createTempDirectory("redis-drill-doctor-");
      try (DrillRunner runner = new DrillRunner(runs)) {
        DrillResult result =
            runner.run(
                Catalogue.builtIn()
                    .drill("control-no-fault")
                    .on(platform)
                    .workload(SHORT)
                    .secondRestart(false)
                    .build());
        boolean served = result.problem().isEmpty() && result.verdict() != Verdict.FAIL;
        String found =
            result
                .problem()
                .orElseGet(
                    () ->
                        "redis-server %s starts; %,d writes, %,d lost"
                            .formatted(
                                result.redis().version(),
                                result.writes().acknowledged(),
                                result.dataLoss().lost()));
        return new Finding(subject, served, true, found);
      } finally {
        FileTrees.delete(runs);
      }
    } catch (DrillException | IOException e) {
      return new Finding(subject, false, true, String.valueOf(e.getMessage()));
    }
  }

  private Finding terminal() {
    return new Finding(
        "terminal",
        true,
        false,
        (screen.live() ? "steps are painted live" : "a line for each step that is over")
            + (screen.colour() ? ", in colours" : ", without colours"));
  }

  /** A setting that is in force and forgotten explains many a surprise. */
  private static List<Finding> settings() {
    List<Finding> findings = new ArrayList<>();
    for (Setting setting : KnownSettings.inForce(Settings.standard())) {
      String said = "%s = %s (%s)".formatted(setting.name(), setting.value(), setting.origin());
      findings.add(new Finding("setting", true, false, said));
    }
    for (String unknown :
        KnownSettings.unknown(
            System.getProperties().stringPropertyNames(), System.getenv().keySet())) {
      if (!unknown.endsWith(Screen.TERMINAL)) {
        findings.add(new Finding("setting", false, false, unknown + ": there is no such setting"));
      }
    }
    return findings;
  }
}
