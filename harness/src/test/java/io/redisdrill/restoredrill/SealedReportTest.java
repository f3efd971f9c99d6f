package io.redisdrill.restoredrill;

import static io.redisdrill.Verdict.FAIL;
import static io.redisdrill.Verdict.PASS;
import static io.redisdrill.Verdict.UNKNOWN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.restoredrill.RestoreResult.Backup;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.RestoreResult.Evidence;
import io.redisdrill.restoredrill.RestoreResult.EvidenceFile;
import io.redisdrill.restoredrill.RestoreResult.Phase;
import io.redisdrill.restoredrill.RestoreResult.RecoveryTime;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is changed in a report is noticed; nothing else is. */
class SealedReportTest {
  @TempDir Path directory;

  private RestoreResult result() throws IOException {
    Path events = Files.writeString(directory.resolve("events.jsonl"), "{}\n");
    return new RestoreResult(
        RestoreResult.SCHEMA,
        PASS,
        "This backup restores: ünïcode, \"quoted\".",
        new Evidence(
            "me", Instant.EPOCH, Instant.EPOCH.plusMillis(7), "redis-drill", Optional.empty()),
        new Backup(
            "a.tar.gz", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
        Optional.of(new RecoveryTime(10.25, List.of(new Phase("load", 10.25, 1L << 40, 0.001)))),
        List.of(),
        List.of(new Check("keys", PASS, "10,000")),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(new EvidenceFile("events.jsonl", 3, Sums.of(events).sha256())));
  }

  private Path written(SealedReport report) throws IOException {
    return Files.writeString(directory.resolve(RestoreResult.FILE), report.text());
  }

  private static Verdict verdict(Path place, Path... key) {
    return SealedReport.verify(place, Optional.ofNullable(key.length == 0 ? null : key[0])).stream()
        .map(Check::verdict)
        .reduce(PASS, Verdict::and);
  }

  @Test
  void aReportIsAsItWasWritten() throws IOException {
    Path file = written(SealedReport.of(result(), Optional.empty()));
    assertThat(verdict(file)).isEqualTo(PASS);
    assertThat(verdict(directory)).isEqualTo(PASS);
    String spaced = Files.readString(file).replace("\n", "\n   ");
    assertThat(verdict(Files.writeString(file, spaced))).isEqualTo(PASS);
    assertThat(Json.MAPPER.readValue(spaced, RestoreResult.class)).isEqualTo(result());
  }

  @Test
  void eachDigitThatChangesIsNoticed() throws IOException {
    String text = SealedReport.of(result(), Optional.empty()).text();
    Path file = directory.resolve("changed.json");
    int changed = 0;
    for (int i = 0; i < text.length(); i++) {
      char was = text.charAt(i);
      if (Character.isDigit(was)) {
        char other = was == '9' ? '0' : (char) (was + 1);
        Files.writeString(file, text.substring(0, i) + other + text.substring(i + 1));
        assertThat(verdict(file)).as("digit %d", i).isEqualTo(FAIL);
        changed++;
      }
    }
    assertThat(changed).isGreaterThan(100);
  }

  @Test
  void whatIsAddedTakenOrSaidTwiceIsNoticed() throws IOException {
    String text = SealedReport.of(result(), Optional.empty()).text();
    for (String changed :
        List.of(
            text.replaceFirst("\\{", "{\"added\": 1, "),
            text.replaceFirst("\"sentence\"[^\n]*\n", ""),
            text.replaceFirst("\\{", "{\"verdict\": \"FAIL\", "),
            text.replaceFirst("\"sha256\"", "\"sum\""),
            text.replace("10.25", "10.250"),
            text.substring(0, text.length() / 2),
            text + "{}",
            "")) {
      assertThat(changed).isNotEqualTo(text);
      assertThat(verdict(Files.writeString(directory.resolve("x.json"), changed)))
          .as(changed)
          .isEqualTo(FAIL);
    }
  }

  @Test
  void otherEvidenceIsHeldAgainstIt() throws IOException {
    written(SealedReport.of(result(), Optional.empty()));
    Files.writeString(directory.resolve("events.jsonl"), "{ }\n");
    assertThat(verdict(directory)).isEqualTo(FAIL);
    Files.delete(directory.resolve("events.jsonl"));
    assertThat(verdict(directory)).isEqualTo(FAIL);
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    Path other = Files.writeString(directory.resolve("o.json"), "{\"schema\": \"redis-drill/x\"}");
    assertThatThrownBy(() -> verdict(other)).isInstanceOf(UsageException.class);
    assertThatThrownBy(() -> verdict(directory.resolve("none")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("the report of a restore drill");
  }

  private static Path pem(Path file, String kind, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
  }

  private Path[] keys(String algorithm, String name) throws GeneralSecurityException, IOException {
    KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    return new Path[] {
      pem(directory.resolve(name + ".pem"), "PRIVATE KEY", pair.getPrivate().getEncoded()),
      pem(directory.resolve(name + ".pub"), "PUBLIC KEY", pair.getPublic().getEncoded())
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void aSignatureShowsWhoWroteIt(String algorithm) throws Exception {
    Path[] mine = keys(algorithm, "mine");
    Path[] others = keys(algorithm, "others");
    Path file = written(SealedReport.of(result(), Optional.of(Signer.of(mine[0]))));

    assertThat(verdict(file, mine[1])).isEqualTo(PASS);
    assertThat(verdict(file, others[1])).isEqualTo(FAIL);
    assertThat(verdict(file)).isEqualTo(UNKNOWN);
    String secret = Files.readString(mine[0]).lines().skip(1).findFirst().orElseThrow();
    assertThat(Files.readString(file)).doesNotContain(secret);

    String forged = SealedReport.of(resultBy("them"), Optional.empty()).text();
    String signature = Files.readString(file).split("\"signature\"", 2)[1];
    String grafted =
        forged.replaceFirst("(\"sha256\" : \"[0-9a-f]{64}\")\\s*}\\s*}\\s*$", "$1, \"signature\"");
    Files.writeString(file, grafted + signature, UTF_8);
    assertThat(verdict(file)).isEqualTo(UNKNOWN);
    assertThat(verdict(file, mine[1])).isEqualTo(FAIL);
  }

  private RestoreResult resultBy(String name) throws IOException {
    RestoreResult mine = result();
    return Json.MAPPER.readValue(
        Json.line(mine).replace("\"by\":\"me\"", "\"by\":\"" + name + "\""), RestoreResult.class);
  }

  @Test
  void aSignatureThatWasAskedForMustBeThere() throws Exception {
    Path file = written(SealedReport.of(result(), Optional.empty()));
    assertThat(verdict(file, keys("EC", "any")[1])).isEqualTo(FAIL);
  }

  @Test
  void keysThatCannotSignAreRefused() throws Exception {
    Path none = Files.writeString(directory.resolve("none.pem"), "no key");
    Path old = pem(directory.resolve("old.pem"), "RSA PRIVATE KEY", new byte[100]);
    Path sealed = pem(directory.resolve("s.pem"), "ENCRYPTED PRIVATE KEY", new byte[100]);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    Path small =
        pem(
            directory.resolve("small.pem"),
            "PRIVATE KEY",
            generator.generateKeyPair().getPrivate().getEncoded());
    for (Path key : List.of(none, old, sealed, small, directory.resolve("missing"))) {
      assertThatThrownBy(() -> Signer.of(key))
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("expected");
    }
  }
}
