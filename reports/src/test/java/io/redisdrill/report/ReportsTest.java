package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.UsageException;
import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.NoFault;
import io.redisdrill.fault.PodDelete;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  @TempDir Path runs;

  @Test
  void tellsThatNothingWasLost() throws IOException {
    RunDirectory run = RealRuns.run(runs, "aof", new ContainerKill());

    String page = Files.readString(Reports.write(run)).replace("<span class=\"rest\">", "");

    assertThat(page).contains("Nothing that Redis acknowledged was lost; it served again after");
    assertThat(run.file("report.md")).content().contains("PASS");
    assertThat(run.file("junit.xml")).content().contains("<testcase");
  }

  @Test
  void tellsWhatWasLostAndThatItWasNeverPromised() throws IOException {
    RunDirectory run = RealRuns.run(runs, "rdb", new ContainerKill());

    String page = Files.readString(Reports.write(run));

    assertThat(page)
        .contains("acknowledged writes are gone, from the last")
        .contains("the configuration promises only what its last completed save holds");
  }

  @Test
  void tellsOfOtherFaults() {
    assertThat(Reports.write(RealRuns.run(runs, "rdb", new PodDelete()))).exists();
    assertThat(Reports.write(RealRuns.run(runs, "hybrid", new NoFault()))).exists();
  }

  @Test
  void judgesARunThatWasCutOff() {
    RunDirectory run = HandMade.in(runs, "any").run();

    assertThat(Reports.write(run)).content().contains("Nothing can be concluded, because");
  }

  @Test
  void neverShowsThePassword() throws IOException {
    AtomicReference<String> password = new AtomicReference<>("");
    try (Platform embedded = EmbeddedPlatform.open()) {
      Platform listening = listening(embedded, password);
      RunDirectory run =
          RealRuns.run(listening, runs, "aof", new ContainerKill(), UnaryOperator.identity());
      Reports.write(run);
      Reports.index(runs);
      try (Stream<Path> all = Files.walk(runs)) {
        for (Path file : all.filter(Files::isRegularFile).toList()) {
          String text = Files.readString(file, StandardCharsets.ISO_8859_1);
          assertThat(text.contains(password.get())).as(file.toString()).isFalse();
        }
      }
    }
    assertThat(password.get()).hasSizeGreaterThan(20);
  }

  private static Platform listening(Platform platform, AtomicReference<String> password) {
    return (Platform)
        Proxy.newProxyInstance(
            ReportsTest.class.getClassLoader(),
            new Class<?>[] {Platform.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(platform, arguments);
              if (answer instanceof RunningRedis redis) {
                password.set(redis.endpoint().password().reveal());
              }
              return answer;
            });
  }

  @Test
  void namesWhatIsNoRun() throws IOException {
    Reports.write(HandMade.in(runs, "any").run());
    Files.createDirectories(runs.resolve("foreign <b>"));
    Files.createDirectories(runs.resolve("broken"));
    Files.writeString(runs.resolve("broken/run.json"), "{\"schema\": \"redis-drill/run/1\", \"wor");

    assertThat(Reports.index(runs))
        .content()
        .contains("20261124T221500Z-aof-container-kill/report.html", "not judged")
        .contains("foreign &lt;b&gt;", "no run.json", "broken");
  }

  @Test
  void comparesRunsOfOneDrillAlone() {
    RunDirectory run = HandMade.in(runs, "any").run();

    assertThat(Reports.repetitions(runs, List.of(run, run))).content().contains("2 runs: 0 passed");
    assertThatThrownBy(() -> Reports.repetitions(runs, List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("runs of one drill");
  }
}
