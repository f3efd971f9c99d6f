package io.redisdrill.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.S3Settings;
import io.redisdrill.backup.s3.Stored;
import io.redisdrill.backup.s3.Upload;
import io.redisdrill.platform.Secret;
import io.redisdrill.redis.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever goes wrong on the way to the bucket and back is told, and never looks like a backup. */
class BackupTroubleTest {
  @TempDir Path directory;
  private Bench on;

  @BeforeEach
  void open() throws InterruptedException {
    on = new Bench(directory, Bench.stack("hybrid"));
    on.fill(10);
  }

  @AfterEach
  void close() {
    on.close();
  }

  private static void told(ThrowingCallable call, String... words) {
    assertThatThrownBy(call)
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("expected ")
        .hasMessageContaining(", found ")
        .hasMessageContainingAll(words);
  }

  private S3Settings settings() {
    return on.bucket.settings();
  }

  @Test
  void aBackupIsThereWithItsMetadataAndRestores() throws InterruptedException {
    BackupReport report = on.backUp();
    assertThat(report.key()).matches("redis-backups/redis-backup-\\d{8}_\\d{6}\\.tar\\.gz");
    assertThat(report.metadata().type()).isEqualTo("full");
    assertThat(report.metadata().keys()).isEqualTo(10);
    assertThat(report.metadata().files())
        .extracting(BackupFile::path)
        .contains("redis-info.txt", "dump.rdb", "appendonlydir/appendonly.aof.manifest");
    assertThat(Archives.newest(on.bucket).orElseThrow().bytes()).isEqualTo(report.bytes());
    try (Console console = on.clients.console(on.redis().endpoint())) {
      assertThat(console.config()).containsEntry("auto-aof-rewrite-percentage", "100");
    }
  }

  @Test
  void theNewestStay() throws InterruptedException {
    JvmBackup two = new JvmBackup(2, Duration.ofSeconds(30), step -> {});
    for (int i = 0; i < 4; i++) {
      two.run(on.source(), on.bucket);
    }
    assertThat(Archives.in(on.bucket)).hasSize(2);
    assertThatThrownBy(() -> new JvmBackup(0, Duration.ofSeconds(1), step -> {}))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void theBucketIsMissing() {
    S3Settings none =
        new S3Settings(
            settings().endpoint(),
            "us-east-1",
            settings().keys(),
            "no-such",
            Duration.ofSeconds(5));
    try (Bucket bucket = Bucket.open(none)) {
      told(() -> new JvmBackup().run(on.source(), bucket), "no-such", "Create the bucket");
    }
    assertThatThrownBy(() -> S3Settings.of("No_Such")).isInstanceOf(UsageException.class);
  }

  @Test
  void thereAreNoRights() {
    S3Settings stranger = settings().with(new S3Settings.Keys("stranger", Secret.generate()));
    try (Bucket bucket = Bucket.open(stranger)) {
      told(() -> new JvmBackup().run(on.source(), bucket), "the right to do so", "stranger");
    }
    assertThat(Archives.in(on.bucket)).isEmpty();
  }

  @Test
  void s3IsGoneHalfWay() throws IOException {
    try (FaultyLink link = new FaultyLink(on.s3.endpoint());
        Bucket bucket = Bucket.open(settings().at(link.uri()).within(Duration.ofSeconds(5)))) {
      JvmBackup cut =
          new JvmBackup()
              .telling(
                  step -> {
                    if (step.equals("complete")) {
                      link.cutAfter(0);
                    }
                  });
      told(() -> cut.run(on.source(), bucket), "nothing was completed");
    }
    assertThat(Archives.in(on.bucket)).isEmpty();
  }

  @Test
  void theDownloadIsCutOff() throws InterruptedException, IOException {
    on.set("much", "x".repeat(100_000) + Secret.generate().reveal());
    BackupReport report = on.backUp();
    try (FaultyLink link = new FaultyLink(on.s3.endpoint());
        Bucket bucket = Bucket.open(settings().at(link.uri()).within(Duration.ofSeconds(5)))) {
      Stored object = bucket.find(report.key()).orElseThrow();
      link.cutAfter(1_000);
      told(() -> bucket.download(object, directory.resolve("cut")), "Cannot download");
    }
  }

  @Test
  void theObjectChangesWhileItIsRead() throws InterruptedException {
    BackupReport report = on.backUp();
    Stored before = on.bucket.find(report.key()).orElseThrow();
    on.bucket.delete(report.key());
    try (Upload other = on.bucket.upload(report.key())) {
      other.write(new byte[] {1, 2, 3}, 0, 3);
      other.complete();
    }
    told(() -> on.bucket.download(before, directory.resolve("x")), "another one of the same name");
  }

  @Test
  void anUploadThatIsNotCompletedIsNotThere() {
    try (Upload half = on.bucket.upload("redis-backups/redis-backup-20261125_000000.tar.gz")) {
      half.write(new byte[20 << 20], 0, 20 << 20);
      assertThat(half.bytes()).isPositive();
    }
    assertThat(Archives.in(on.bucket)).isEmpty();
  }

  @Test
  void twoOfOneNameAreNotMixedUp() {
    String key = "redis-backups/redis-backup-20261125_000000.tar.gz";
    for (int i = 0; i < 2; i++) {
      try (Upload upload = on.bucket.upload(key)) {
        upload.write(i);
        if (i == 0) {
          upload.complete();
        } else {
          told(upload::complete, "Cannot upload");
        }
      }
    }
  }

  @Test
  void thePasswordIsWrong() {
    try (Console console = on.clients.console(on.redis().endpoint())) {
      console.status("CONFIG", "SET", "requirepass", "another");
    }
    told(on::backUp, "correct the password");
  }

  @Test
  void redisIsKilledWhileItSaves() throws InterruptedException {
    JvmBackup killed =
        new JvmBackup()
            .telling(
                step -> {
                  if (step.equals("upload")) {
                    on.redis().kill();
                  }
                });
    told(() -> killed.run(on.source(), on.bucket), "No backup was made");
    assertThat(Archives.in(on.bucket)).isEmpty();
  }

  @Test
  void aSaveThatFailsIsNoBackup() throws IOException {
    try (Console console = on.clients.console(on.redis().endpoint())) {
      Path data = Path.of(console.config().getOrDefault("dir", ""));
      Files.createDirectories(data.resolve("dump.rdb/in-the-way"));
    }
    told(on::backUp, "Cannot save an RDB file", "rdb_last_bgsave_status=err");
    assertThat(Archives.in(on.bucket)).isEmpty();
  }

  @Test
  void whatRedisRefusesLeavesWhatWasThere() throws InterruptedException {
    Path archive =
        new Crafted()
            .file("dump.rdb", "REDIS0010 and no more of it")
            .metadata()
            .write(directory.resolve("bad.tar.gz"));
    told(() -> on.restore(step -> {}).run(archive), "are back");
    io.redisdrill.recovery.Serving.await(on.redis(), on.clients, Bench.LIMIT);
    assertThat(on.size()).isEqualTo(10);
  }
}
