package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.DrillResult.DataLoss;
import io.redisdrill.Verdict;
import io.redisdrill.judge.Check;
import io.redisdrill.judge.LostWrite;
import io.redisdrill.judge.RunEvents;
import io.redisdrill.load.Kind;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.run.RunDirectory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileTextTest {
  static final String HOSTILE =
      "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'`|@all"
          + "\u001b[31m\u202e\u0000${7*7}<#stop>]]>";

  @TempDir Path runs;
  private RunDirectory run;

  @BeforeEach
  void write() {
    DataLoss loss =
        new DataLoss(
            1,
            12,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            0,
            1,
            Map.of(HOSTILE, 1L),
            List.of(new LostWrite(0, HOSTILE, 1, Kind.SET, 5)));
    run =
        HandMade.in(runs, HOSTILE)
            .events(
                events -> {
                  events.record(RunEvents.LOG, new Line(1, Source.REDIS, HOSTILE));
                  events.record(RunEvents.LOG, new Line(2, Source.REDIS, "y".repeat(1 << 20)));
                  events.record(RunEvents.CONFIG, Map.of("save", HOSTILE));
                  events.record(RunEvents.PROBLEM, Map.of("message", HOSTILE));
                })
            .result(
                Results.of(
                    loss,
                    List.of(Results.window(Verdict.FAIL, HOSTILE, "promise")),
                    new Check("no phantom", Verdict.FAIL, HOSTILE)))
            .run();
    Reports.write(run);
  }

  @Test
  void staysTextInThePage() throws IOException {
    String page = Files.readString(run.file("report.html"));

    assertThat(page).doesNotContain("<script>alert", "<img", "\u001b", "\u202e", "\u0000");
    assertThat(page).contains("&lt;img src=x", "␛[31m⟨U+202E⟩␀", "${7*7}&lt;#stop&gt;");
    assertThat(page).contains("more characters are not shown").hasSizeLessThan(300_000);
  }

  @Test
  void staysTextInMarkdown() throws IOException {
    String summary = Files.readString(run.file("report.md"));

    assertThat(summary).doesNotContain("<", "@all", "\u001b", "\u202e", "'`|");
    assertThat(summary).contains("&#60;img src=x", "\\`\\|&#64;all");
  }

  @Test
  void staysTextInXml() throws Exception {
    byte[] document = Files.readAllBytes(run.file("junit.xml"));

    var suite =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(document))
            .getDocumentElement();

    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .contains("<img src=x", "␛[31m");
  }
}
