package io.redisdrill.restoredrill;

import static io.redisdrill.Verdict.FAIL;
import static io.redisdrill.Verdict.PASS;
import static io.redisdrill.Verdict.UNKNOWN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.redisdrill.Verdict;
import io.redisdrill.backup.BackupReport;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.S3Settings;
import io.redisdrill.backup.s3.Upload;
import io.redisdrill.platform.Secret;
import io.redisdrill.restoredrill.RestoreResult.StoredObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which object is drilled, what is known of it, and what happens if it is not there any more. */
class BucketOriginTest {
  @TempDir static Path bench;
  private static Workshop on;
  private static BackupReport made;

  @BeforeAll
  static void open() throws InterruptedException {
    on = new Workshop(bench, "rdb");
    made = on.backUp();
  }

  @AfterAll
  static void close() {
    on.close();
  }

  private static void put(String key, String content) throws IOException {
    try (Upload upload = on.bucket.upload(key)) {
      upload.write(content.getBytes(US_ASCII));
      upload.complete();
    }
  }

  private static RestoreResult drill(Origin origin, String... rules) {
    return on.drill(Workshop.request(origin, rules));
  }

  @Test
  void theNewestIsDrilledWithWhatTheBucketSaysOfIt() throws Exception {
    RestoreResult result =
        drill(new BucketOrigin(on.bucket, "redis-backups/", true), "min-keys=1010");

    assertThat(result.verdict()).as(result.toString()).isEqualTo(PASS);
    assertThat(result.backup().source()).isEqualTo(made.url());
    StoredObject object = result.backup().object().orElseThrow();
    assertThat(object.eTag()).isEqualTo(on.bucket.find(made.key()).orElseThrow().tag());
    assertThat(result.backup().archive().orElseThrow().bytes()).isEqualTo(made.bytes());
  }

  @Test
  void theNewestIsTheOneThatWasPutThereLast() throws IOException {
    put("newest/z.tar.gz", "the first");
    put("newest/a.tar.gz", "the last");
    put("newest/a.tar.gz.sha256", Sums.of("the last".getBytes(US_ASCII)) + "  a.tar.gz\n");

    RestoreResult result = drill(new BucketOrigin(on.bucket, "newest/", true));

    // S3 tells the time to the second: of two of one second the name decides.
    assertThat(result.backup().source()).endsWith(".tar.gz");
    assertThat(result.checks().toString())
        .contains(result.backup().source().endsWith("a.tar.gz") ? ".sha256" : "unpack");
    assertThat(result.verdict()).isEqualTo(FAIL);
  }

  @Test
  void whereThereIsNoneNothingCanBeRestored() {
    RestoreResult result = drill(new BucketOrigin(on.bucket, "nothing/", true), "min-keys=1");

    assertThat(result.verdict()).isEqualTo(FAIL);
    assertThat(result.sentence()).contains("there is nothing to restore from");
    assertThat(drill(new BucketOrigin(on.bucket, "nothing.rdb", false)).verdict())
        .isEqualTo(UNKNOWN);
  }

  @Test
  void anObjectThatChangesWhileItIsReadIsUnknown() throws IOException {
    put("changing.rdb", "REDIS0010, and some more");
    BucketOrigin stays = new BucketOrigin(on.bucket, "changing.rdb", false);
    Origin changes =
        new Origin() {
          @Override
          public String source() {
            return stays.source();
          }

          @Override
          public String step() {
            return stays.step();
          }

          @Override
          public Fetched fetch(Path scratch) {
            Fetched fetched = stays.fetch(scratch);
            try {
              on.bucket.delete("changing.rdb");
              put("changing.rdb", "REDIS0010, and other words");
            } catch (IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            return fetched;
          }

          @Override
          public void requireUnchanged(Fetched fetched) {
            stays.requireUnchanged(fetched);
          }
        };

    RestoreResult result = drill(changes);

    assertThat(result.verdict()).isEqualTo(UNKNOWN);
    assertThat(result.checks().toString()).contains("another one of the same name, with the ETag");
    assertThat(drill(stays).verdict()).isEqualTo(Verdict.FAIL);
  }

  /** The S3 in this JVM keeps no versions: an answer as Amazon's gives it. */
  @Test
  void theVersionThatWasReadIsRecorded() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    List<String> conditions = new CopyOnWriteArrayList<>();
    server.createContext(
        "/",
        request -> {
          boolean there = request.getRequestURI().getPath().equals("/redis-backups/kept.rdb");
          boolean get = request.getRequestMethod().equals("GET");
          if (get) {
            conditions.add(String.valueOf(request.getRequestHeaders().getFirst("If-Match")));
          }
          request.getResponseHeaders().set("ETag", "\"abc\"");
          request.getResponseHeaders().set("x-amz-version-id", "version-7");
          request.getResponseHeaders().set("Last-Modified", "Wed, 25 Nov 2026 02:00:00 GMT");
          request.getResponseHeaders().set("Content-Length", "4");
          request.sendResponseHeaders(there ? 200 : 404, there && get ? 4 : -1);
          if (there && get) {
            request.getResponseBody().write("none".getBytes(US_ASCII));
          }
          request.close();
        });
    server.start();
    S3Settings settings =
        on.s3
            .bucket("redis-backups")
            .at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    try (Bucket kept = Bucket.open(settings)) {
      RestoreResult result = drill(new BucketOrigin(kept, "kept.rdb", false));
      StoredObject object = result.backup().object().orElseThrow();
      assertThat(object.version()).contains("version-7");
      assertThat(object.modified()).isEqualTo("2026-11-25T02:00:00Z");
      assertThat(conditions).containsExactly("\"abc\"");
      assertThat(result.verdict()).isEqualTo(FAIL);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void wrongCredentialsAreUnknown() {
    S3Settings.Keys wrong = new S3Settings.Keys("redis-drill", Secret.of("wrong"));
    S3Settings settings = on.s3.bucket("redis-backups").with(wrong).within(Duration.ofSeconds(5));
    try (Bucket closed = Bucket.open(settings)) {
      RestoreResult result = drill(new BucketOrigin(closed, made.key(), false));
      assertThat(result.verdict()).isEqualTo(UNKNOWN);
      assertThat(result.sentence()).contains("the right to do so").doesNotContain("wrong");
    }
  }
}
