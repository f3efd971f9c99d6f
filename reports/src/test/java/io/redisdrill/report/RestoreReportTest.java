package io.redisdrill.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.redisdrill.Verdict;
import io.redisdrill.aof.Crc64;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.report.browser.Browser;
import io.redisdrill.report.browser.Tab;
import io.redisdrill.restoredrill.Expectation;
import io.redisdrill.restoredrill.LocalOrigin;
import io.redisdrill.restoredrill.Request;
import io.redisdrill.restoredrill.RestoreDrill;
import io.redisdrill.restoredrill.RestoreResult;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.SealedReport;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people and machines read of a restore drill. */
class RestoreReportTest {
  /** One key, a, in database 0; the eight bytes of the checksum follow. */
  private static final String RDB = "REDIS0010\u00fe\0\u00fb\1\0\0\1a\1b\u00ff";

  private static final String HOSTILE = "<script>alert(1)</script>|@all\u202e";

  @TempDir static Path directory;
  private static RunDirectory sound;
  private static RunDirectory broken;

  @BeforeAll
  static void drill() throws IOException {
    byte[] body = RDB.getBytes(ISO_8859_1);
    Crc64 crc = new Crc64();
    crc.update(body, 0, body.length);
    byte[] rdb = Arrays.copyOf(body, body.length + 8);
    for (int i = 0; i < 8; i++) {
      rdb[body.length + i] = (byte) (crc.value() >>> (8 * i));
    }
    sound = drilled(Files.write(directory.resolve("sound.rdb"), rdb), "key=a");
    rdb[10] ^= 1;
    broken = drilled(Files.write(directory.resolve("broken.rdb"), rdb), "key=" + HOSTILE);
  }

  private static RunDirectory drilled(Path archive, String rule) {
    RunDirectory run = RunDirectory.create(directory, "restore-drill", Instant.now());
    try (EmbeddedPlatform platform = EmbeddedPlatform.open();
        RedisClients clients = new RedisClients()) {
      Request request =
          Request.of(new LocalOrigin(archive), "redis-drill test")
              .by(HOSTILE)
              .expecting(List.of(Expectation.parse(rule)));
      RestoreResult result = new RestoreDrill(platform, clients, step -> {}).run(request, run);
      SealedReport report = SealedReport.of(result, Optional.empty());
      run.write(RestoreResult.FILE, report.text());
      Reports.restore(run, result, report.sha256());
      return run;
    }
  }

  private static List<Error> errors(String json) throws IOException {
    try (var in = Reports.class.getResourceAsStream("restore-1.schema.json")) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(in, InputFormat.JSON)
          .validate(json, InputFormat.JSON);
    }
  }

  private static String text(RunDirectory run, String name) throws IOException {
    return Files.readString(run.file(name));
  }

  private static RestoreResult read(RunDirectory run) throws IOException {
    return Json.MAPPER.readValue(text(run, RestoreResult.FILE), RestoreResult.class);
  }

  @Test
  void bothDrillsShowedWhatWasPlanted() throws IOException {
    assertThat(read(sound).verdict()).as(read(sound).toString()).isEqualTo(Verdict.PASS);
    assertThat(read(broken).verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void theSchemaAllowsWhatADrillWritesAndMoreButNothingElse() throws IOException {
    String report = text(sound, RestoreResult.FILE);
    assertThat(errors(report)).isEmpty();
    assertThat(errors(text(broken, RestoreResult.FILE))).isEmpty();
    assertThat(errors(report.replaceFirst("\\{", "{\"added\": 1, "))).isEmpty();
    assertThat(errors(report.replace("restore/1", "restore/2"))).isNotEmpty();
    assertThat(errors(report.replace("\"PASS\"", "\"GREEN\""))).isNotEmpty();
    assertThat(errors(report.replace("\"ageMillis\"", "\"age\""))).isNotEmpty();
    assertThat(errors(report.replaceAll("\"seal\"", "\"sealed\""))).isNotEmpty();
  }

  @Test
  void aReportOfAnEarlierReleaseIsReadAndVerified() throws Exception {
    Path sample = Path.of(RestoreReportTest.class.getResource("restore-1-sample.json").toURI());
    String text = Files.readString(sample);
    RestoreResult result = Json.MAPPER.readValue(text, RestoreResult.class);
    assertThat(result.verdict()).isEqualTo(Verdict.PASS);
    assertThat(result.contents().orElseThrow().keys()).isEqualTo(10_003);
    assertThat(errors(text)).isEmpty();
    assertThat(SealedReport.verify(sample, Optional.empty()))
        .extracting(Check::verdict)
        .containsOnly(Verdict.PASS);
  }

  @Test
  void textOfOthersIsQuotedEverywhere() throws Exception {
    assertThat(text(broken, "report.html"))
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<script>alert")
        .doesNotContain("\u202e");
    assertThat(text(broken, "report.md")).doesNotContain("<script>").doesNotContain("@all");
    var xml = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    var suite = xml.parse(broken.file("junit.xml").toFile()).getDocumentElement();
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(1);
    assertThat(suite.getElementsByTagName("failure").item(0).getTextContent())
        .contains("FAIL checksum of dump.rdb");
  }

  @Test
  void thePageSaysWhatTheReportSays() throws Exception {
    try (Browser browser = Browser.start()) {
      for (RunDirectory run : List.of(sound, broken)) {
        RestoreResult result = read(run);
        for (String scheme : List.of("light", "dark")) {
          try (Tab tab =
              browser
                  .open()
                  .size(1280, 900)
                  .media(scheme, "screen")
                  .load(run.file("report.html"))) {
            assertThat(tab.text("#verdict")).isEqualTo(result.verdict().toString());
            assertThat(tab.text("#sentence")).isEqualTo(result.sentence());
            assertThat(tab.text("#seal"))
                .isEqualTo(
                    Json.MAPPER
                        .readTree(text(run, RestoreResult.FILE))
                        .at("/seal/sha256")
                        .asText());
            assertThat(tab.problems()).isEmpty();
          }
        }
      }
    }
  }
}
