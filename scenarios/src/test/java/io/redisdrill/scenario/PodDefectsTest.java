package io.redisdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillRunner;
import io.redisdrill.Verdict;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.stack.Applying;
import io.redisdrill.stack.Manifest;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a cluster is shown by its drill, each in a namespace, all at once. */
@ExtendWith(SharedCluster.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PodDefectsTest {
  private static final Workload SHORT =
      Workload.registers().writers(8).rate(20_000).lasting(Duration.ofMillis(500));
  private static final String SERVICE =
      """
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: no-service}
      spec:
        clusterIP: None
        publishNotReadyAddresses: true
        selector: {app: no-service}
        ports: [{port: 6379}]
      """;

  @TempDir static Path runs;

  private K3sPlatform platform;
  private DrillRunner runner;

  @BeforeAll
  void open(K3sPlatform shared) {
    platform = shared;
    runner = new DrillRunner(runs);
  }

  @AfterAll
  void close() {
    if (runner != null) {
      runner.close();
    }
  }

  private DrillResult run(NamedDrill drill, Stack stack) {
    long began = System.nanoTime();
    DrillResult result = runner.run(drill.on(platform, stack).workload(SHORT).build());
    System.out.printf(
        "%s: %s after %.1f s: %s%n",
        result.drill(),
        result.verdict(),
        (System.nanoTime() - began) / 1e9,
        result.problem().orElse("no problem"));
    return result;
  }

  private CompletableFuture<DrillResult> start(NamedDrill drill, Stack stack) {
    return CompletableFuture.supplyAsync(() -> run(drill, stack));
  }

  private static boolean canShow(Defect defect) {
    boolean small = Runtime.getRuntime().availableProcessors() <= 2;
    return small || !defect.drill().name().startsWith("two-cores");
  }

  @Test
  void eachIsShown() {
    List<Defect> defects = PodDefects.all().stream().filter(PodDefectsTest::canShow).toList();
    Map<Defect, CompletableFuture<DrillResult>> running = new LinkedHashMap<>();
    defects.forEach(
        defect -> running.put(defect, start(defect.drill(), defect.drill().stack().get())));
    running.forEach(
        (defect, result) ->
            assertThat(defect.shown().apply(result.join()))
                .as("%s: %s", defect.drill().name(), result.join())
                .isPresent());
  }

  /** Each as its drill has it, but for the one thing that is wrong. */
  private Stream<CompletableFuture<DrillResult>> repaired() {
    NamedDrill unnamed = Catalogue.builtIn().drill("no-service-no-fault");
    NamedDrill late = Catalogue.builtIn().drill("probe-loose-no-fault");
    NamedDrill pasted = Catalogue.builtIn().drill("sed-password-no-fault-slash");
    return Stream.of(
        start(Catalogue.builtIn().drill("rdb-pod-delete"), Stacks.rdb()),
        start(unnamed, StackLoader.parse("no-service", yaml(unnamed) + SERVICE)),
        start(
            late,
            StackLoader.parse("probe-loose", yaml(late).replace("sleep 3600; ", ""))
                .applied(late.stack().get().applying())),
        start(pasted, pasted.stack().get().applied(Applying.usually())));
  }

  private static String yaml(NamedDrill drill) {
    return drill.stack().get().manifests().stream()
        .map(Manifest::yaml)
        .collect(Collectors.joining("---\n"));
  }

  @Test
  void aRepairedStackShowsNoneOfThem() {
    repaired()
        .toList()
        .forEach(
            result -> {
              assertThat(result.join().verdict()).as("%s", result.join()).isEqualTo(Verdict.PASS);
              assertThat(PodDefects.all())
                  .allSatisfy(defect -> assertThat(defect.shown().apply(result.join())).isEmpty());
            });
  }
}
