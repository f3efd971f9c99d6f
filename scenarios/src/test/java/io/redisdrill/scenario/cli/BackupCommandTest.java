package io.redisdrill.scenario.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.backup.s3.Bucket;
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
import io.redisdrill.run.FileTrees;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.scenario.Stacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backup}, {@code restore} and {@code monitor} with a Redis that is not the tool's own. */
class BackupCommandTest {
  private static final int KEYS = 1_000;

  @TempDir Path directory;

  private final InJvmS3 s3 = InJvmS3.start();
  private final RedisClients clients = new RedisClients();
  private final EmbeddedPlatform platform = EmbeddedPlatform.open();
  private final RunClock clock = RunClock.start();
  private EventLog events;
  private RunningRedis redis;
  private Path password;

  @BeforeEach
  void start() throws Exception {
    events = RunDirectory.create(directory, "test", clock.startedAt()).record(clock);
    redis = platform.deploy(new Deployment(Stacks.aof(), clock, events));
    Serving.await(redis, clients, Duration.ofSeconds(30));
    password =
        Files.writeString(
            directory.resolve("password"), redis.endpoint().password().reveal() + "\n");
    try (Console console = clients.console(redis.endpoint())) {
      for (int i = 0; i < KEYS; i++) {
        console.set(("key:" + i).getBytes(US_ASCII), "value".getBytes(US_ASCII));
      }
    }
    S3Settings.Keys keys = s3.bucket("my-backups").keys().orElseThrow();
    System.setProperty("aws.accessKeyId", keys.id());
    System.setProperty("aws.secretAccessKey", keys.secret().reveal());
  }

  @AfterEach
  void stop() {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    platform.close();
    clients.close();
    s3.close();
    events.close();
  }

  private Cli backup(Object... more) {
    return drill(
        "backup", List.of("--to", "s3://my-backups", "--s3-endpoint", s3.endpoint()), more);
  }

  private Cli drill(String command, List<Object> options, Object... more) {
    Endpoint endpoint = redis.endpoint();
    List<Object> words = new ArrayList<>(List.of(command));
    words.addAll(List.of("--server", endpoint.host() + ":" + endpoint.port()));
    words.addAll(List.of("--password-file", password));
    words.addAll(options);
    words.addAll(List.of(more));
    return Cli.drill(words.toArray());
  }

  private Cli restore(Path data, Object... more) throws IOException {
    Path conf = Files.writeString(directory.resolve("my.conf"), "appendonly yes\nsave 900 1\n");
    List<Object> words = new ArrayList<>(List.of("restore", "s3://my-backups"));
    words.addAll(List.of("--s3-endpoint", s3.endpoint(), "--data", data, "--conf", conf));
    words.addAll(List.of(more));
    return Cli.drill(words.toArray());
  }

  private static List<String> below(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> data.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void whatIsBackedUpIsRestored() throws IOException {
    Cli backup = backup();
    assertThat(backup.code()).as(backup.err()).isZero();
    assertThat(backup.out())
        .contains("  rewrite", "  upload", "\"keys\" : 1000", "s3://my-backups/redis-");

    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("dump.rdb"), "old");
    Cli restore = restore(data);
    assertThat(restore.code()).as(restore.err()).isZero();
    assertThat(restore.out())
        .contains("started from it with 1,000 keys, and is down again")
        .contains("the old files are in " + data.resolve("before-restore-"));
    assertThat(below(data))
        .contains("appendonlydir/appendonly.aof.manifest")
        .anyMatch(path -> path.matches("before-restore-[\\d_]+/dump.rdb"));
  }

  @Test
  void aDryRunChangesNothing() throws IOException {
    Cli first = backup("--dry-run");
    assertThat(first.code()).as(first.err()).isZero();
    assertThat(first.out()).contains("would back up redis 7.0.15 with 1,000 keys: its AOF");
    Cli none = restore(directory, "--dry-run");
    assertThat(none.code()).isEqualTo(64);
    assertThat(none.err()).contains("Cannot restore s3://my-backups");

    assertThat(backup("--json").code()).isZero();
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("dump.rdb"), "old");
    Cli restore = restore(data, "--dry-run");
    assertThat(restore.out()).contains("would restore the AOF as appendonlydir");
    assertThat(below(data)).containsExactly("dump.rdb");
  }

  @Test
  void retentionKeepsTheNewest() throws IOException {
    backup();
    Cli json = backup("--keep", 1, "--json");
    JsonNode made = Json.MAPPER.readTree(json.out());
    assertThat(made.path("deleted")).hasSize(1);
    assertThat(made.at("/metadata/files").size()).isPositive();
  }

  @Test
  void aDirectoryInWhichAServerWorksIsRefused() throws IOException {
    backup();
    Path data;
    try (Console console = clients.console(redis.endpoint())) {
      data = Path.of(console.config().getOrDefault("dir", ""));
    }
    Cli restore = restore(data);
    assertThat(restore.code()).isEqualTo(64);
    assertThat(restore.err()).contains("Cannot work on " + data, "Stop that server first");
  }

  @Test
  void aBackupThatIsDamagedChangesNothing() throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.tar.gz"), "no archive");
    Path data = Files.createDirectory(directory.resolve("data"));
    Files.writeString(data.resolve("dump.rdb"), "old");
    Path conf = Files.writeString(directory.resolve("my.conf"), "appendonly no\n");
    Cli restore = Cli.drill("restore", bad, "--data", data, "--conf", conf);
    assertThat(restore.code()).isEqualTo(2);
    assertThat(below(data)).containsExactly("dump.rdb");
  }

  /** Repacked, with another version in its metadata; the server that would load it is down. */
  @Test
  void aBackupOfANewerRedisIsRefusedByADryRunToo() throws Exception {
    Cli made = backup("--json");
    String key = Json.MAPPER.readTree(made.out()).path("key").asText();
    Path old = directory.resolve("old.tar.gz");
    try (Bucket bucket = Bucket.open(s3.bucket("my-backups"))) {
      bucket.download(bucket.find(key).orElseThrow(), old);
    }
    Path newer = directory.resolve("newer.tar.gz");
    String repack =
        "mkdir x && tar -xzf old.tar.gz -C x && sed -i 's/7\\.0\\.15/99.1.0/' x/*/metadata.json"
            + " && tar -C x -czf newer.tar.gz $(tar -tzf old.tar.gz)";
    Process sh = new ProcessBuilder("sh", "-c", repack).directory(directory.toFile()).start();
    assertThat(sh.waitFor()).isZero();
    Path data = Files.createDirectory(directory.resolve("data"));
    Path conf = Files.writeString(directory.resolve("my.conf"), "appendonly yes\n");
    for (String how : List.of("--dry-run", "--json")) {
      Cli restore = Cli.drill("restore", newer, "--data", data, "--conf", conf, how);
      assertThat(restore.code()).as(restore.out()).isEqualTo(2);
      assertThat(restore.err()).contains("99.1.0 or later", "found 7.0.15", "nothing was changed");
    }
    assertThat(below(data)).isEmpty();
  }

  @Test
  void monitorAsksWhetherItIsToSave() throws IOException {
    for (boolean saves : List.of(true, false)) {
      try (Console console = clients.console(redis.endpoint())) {
        console.status("CONFIG", "SET", "save", saves ? "900 1" : "");
      }
      Cli line = drill("monitor", List.of("--json"));
      assertThat(Json.MAPPER.readTree(line.out()).path("savePoints").asBoolean()).isEqualTo(saves);
    }
  }

  @Test
  void monitorSaysWhatIsWrong() throws IOException {
    Cli well = drill("monitor", List.of("--times", 2, "--every", "50ms"));
    assertThat(well.code()).as(well.out()).isZero();
    assertThat(well.out().lines()).hasSize(2).allMatch(line -> line.contains("AOF on"));

    Path data;
    try (Console console = clients.console(redis.endpoint())) {
      data = Path.of(console.config().getOrDefault("dir", ""));
      // A directory in place of the file fails every save, for root too.
      Files.createDirectories(data.resolve("dump.rdb").resolve("in-the-way"));
      console.status("BGSAVE");
    }
    await().until(() -> drill("monitor", List.of()).code() == 1);
    Cli failed = drill("monitor", List.of("--json"));
    assertThat(Json.MAPPER.readTree(failed.out()).path("warnings").toString())
        .contains("The last save failed");
    FileTrees.delete(data.resolve("dump.rdb"));

    redis.stop(Duration.ofSeconds(5));
    Cli gone = drill("monitor", List.of("--json"));
    assertThat(gone.code()).isEqualTo(2);
    assertThat(Json.MAPPER.readTree(gone.out()).path("warnings")).hasSize(1);
  }
}
