package io.redisdrill.scenario.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.backup.s3.InJvmS3;
import io.redisdrill.backup.s3.S3Settings;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.scenario.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code restore-drill} of what {@code backup} uploaded, and {@code verify-report} of its report.
 */
class RestoreDrillCommandTest {
  @TempDir Path directory;

  private final InJvmS3 s3 = InJvmS3.start();
  private Path runs;

  @BeforeEach
  void backUp() throws Exception {
    runs = directory.resolve("runs");
    S3Settings.Keys keys = s3.bucket("my-backups").keys().orElseThrow();
    System.setProperty("aws.accessKeyId", keys.id());
    System.setProperty("aws.secretAccessKey", keys.secret().reveal());
    RunClock clock = RunClock.start();
    try (EventLog events = RunDirectory.create(directory, "test", clock.startedAt()).record(clock);
        RedisClients clients = new RedisClients();
        EmbeddedPlatform platform = EmbeddedPlatform.open();
        RunningRedis redis = platform.deploy(new Deployment(Stacks.aof(), clock, events))) {
      Serving.await(redis, clients, Duration.ofSeconds(30));
      Endpoint endpoint = redis.endpoint();
      try (Console console = clients.console(endpoint)) {
        for (int i = 0; i < 100; i++) {
          console.set(("key:" + i).getBytes(US_ASCII), "value".getBytes(US_ASCII));
        }
      }
      Path password =
          Files.writeString(directory.resolve("password"), endpoint.password().reveal());
      String server = endpoint.host() + ":" + endpoint.port();
      Cli backup =
          Cli.drill(
              "backup",
              "--server",
              server,
              "--password-file",
              password,
              "--to",
              "s3://my-backups",
              "--s3-endpoint",
              s3.endpoint());
      assertThat(backup.code()).as(backup.err()).isZero();
    }
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    s3.close();
  }

  private Cli drill(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("restore-drill", "s3://my-backups/redis-backups/"));
    words.addAll(List.of("--latest", "--s3-endpoint", s3.endpoint(), "--runs", runs));
    words.addAll(List.of(more));
    return Cli.drill(words.toArray());
  }

  @Test
  void theNewestBackupIsDrilled() throws IOException {
    Cli drill = drill("--expect", "min-keys=100", "--expect", "max-age=1h", "--by", "auditor");

    assertThat(drill.code()).as(drill.out() + drill.err()).isZero();
    assertThat(drill.out()).contains("This backup restores: 100 keys", "PASS  min-keys=100");
    Path run = runs.resolve("latest");
    assertThat(run.resolve("report.html")).content().contains("This backup restores: 100 keys");
    assertThat(run.resolve("report.md")).content().contains("### ✅ PASS: restore of s3://");
    assertThat(run.resolve("junit.xml")).content().contains("failures=\"0\" errors=\"0\"");
    JsonNode report = Json.MAPPER.readTree(run.resolve("restore-result.json").toFile());
    assertThat(report.at("/evidence/by").asText()).isEqualTo("auditor");
    assertThat(report.at("/backup/object/eTag").asText()).isNotEmpty();
    assertThat(Cli.drill("verify-report", run).code()).isZero();
  }

  @Test
  void aReportThatWasChangedIsNoticed() throws IOException {
    Cli drill = drill("--json", "--expect", "min-keys=101");
    assertThat(drill.code()).isEqualTo(1);
    assertThat(Json.MAPPER.readTree(drill.out()).path("verdict").asText()).isEqualTo("FAIL");
    Path report = runs.resolve("latest").resolve("restore-result.json");
    Files.writeString(report, Files.readString(report).replace("FAIL", "PASS"));

    Cli verify = Cli.drill("verify-report", report);

    assertThat(verify.code()).isEqualTo(1);
    assertThat(verify.out()).contains("FAIL  report: it was changed: sealed with SHA-256");
  }

  @Test
  void aKeySignsIt() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    Path pub = pem("PUBLIC KEY", pair.getPublic().getEncoded());

    assertThat(drill("--sign", key).code()).isZero();

    Cli verify = Cli.drill("verify-report", runs.resolve("latest"), "--key", pub);
    assertThat(verify.code()).as(verify.out()).isZero();
    assertThat(verify.out()).contains("PASS  signature: made by the key in");
    assertThat(Cli.drill("verify-report", runs.resolve("latest")).code()).isEqualTo(2);
  }

  private Path pem(String kind, byte[] content) throws IOException {
    String body = Base64.getMimeEncoder().encodeToString(content);
    return Files.writeString(
        directory.resolve(kind),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
  }

  @Test
  void wrongCredentialsLeaveEvidence() {
    System.setProperty("aws.secretAccessKey", "wrong-secret");

    Cli drill = drill();

    assertThat(drill.code()).isEqualTo(2);
    assertThat(drill.out()).contains("UNKNOWN  download: Cannot list s3://my-backups");
    assertThat(runs.resolve("latest").resolve("report.html"))
        .content()
        .contains("Whether this backup restores is not known")
        .doesNotContain("wrong-secret");
    assertThat(runs.resolve("latest").resolve("junit.xml")).content().contains("errors=\"1\"");
  }

  @Test
  void anEmptyPrefixFails() {
    Cli drill =
        Cli.drill(
            "restore-drill",
            "s3://my-backups/elsewhere/",
            "--latest",
            "--s3-endpoint",
            s3.endpoint(),
            "--runs",
            runs);

    assertThat(drill.code()).isEqualTo(1);
    assertThat(drill.out()).contains("there is nothing to restore from");
  }
}
