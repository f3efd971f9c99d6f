package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.fault.ContainerKill;
import io.redisdrill.fault.NoFault;
import io.redisdrill.fault.PodDelete;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  @TempDir Path runs;

  @Test
  void tellsThatNothingWasLost() throws IOException {
    RunDirectory run = RealRuns.run(runs, "aof", new ContainerKill());

    String page = Files.readString(Reports.write(run));

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
}
