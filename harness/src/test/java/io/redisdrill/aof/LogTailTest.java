package io.redisdrill.aof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.load.RegisterValue;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.redis.Request;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs made by hand, in the data directory of a Redis that is down. */
class LogTailTest {
  private static final String DIRECTORY = "appendonlydir/";
  private static final String BASE = DIRECTORY + "appendonly.aof.1.base.rdb";
  private static final String FIRST = DIRECTORY + "appendonly.aof.1.incr.aof";
  private static final String SECOND = DIRECTORY + "appendonly.aof.2.incr.aof";

  @TempDir Path runs;
  private EmbeddedRedisFixture fixture;
  private DataFiles files;

  @BeforeEach
  void begin() throws InterruptedException {
    fixture = new EmbeddedRedisFixture(runs, EmbeddedRedisFixture.stack("aof"));
    fixture.redis().stop(Duration.ofSeconds(20));
    files = fixture.redis().files();
    files.list().forEach(file -> files.delete(file.path()));
    files.write(BASE, "REDIS0010".getBytes(ISO_8859_1));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void manifest(String name, String... increments) {
    StringBuilder text = new StringBuilder("file appendonly.aof.1.base.rdb seq 1 type b\n");
    for (String path : increments) {
      String file = path.substring(DIRECTORY.length());
      text.append("file %s seq %c type i\n".formatted(file, file.charAt(15)));
    }
    files.write(DIRECTORY + name, text.toString().getBytes(ISO_8859_1));
  }

  private static byte[] log(int from, int to, int bytes) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (int version = from; version <= to; version++) {
      log.writeBytes(set(version, bytes));
    }
    return log.toByteArray();
  }

  private static byte[] set(int version, int bytes) {
    byte[] value = RegisterValue.encode(0, version % 5, version, bytes);
    return Request.encode("SET", "rd:0:" + version % 5, new String(value, ISO_8859_1));
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private LogEnd end(String... shortened) throws IOException {
    return LogTail.of(files).orElseThrow().read(Set.of(shortened));
  }

  @Test
  void aTornTransactionIsNotExecuted() throws IOException {
    manifest("appendonly.aof.manifest", FIRST);
    byte[] whole = joined(Request.encode("MULTI"), set(6, 40), Request.encode("EXEC"));
    byte[] torn = joined(Request.encode("MULTI"), set(7, 40));
    files.write(FIRST, joined(log(1, 5, 40), whole, torn));
    assertThat(end().executes(0, 6)).isTrue();
    assertThat(end().executes(0, 7)).isFalse();
    assertThat(end().executes(1, 1)).as("of writer 1 nothing is in sight").isFalse();
  }

  @Test
  void theEndOfALongFileVouchesForItsBeginning() throws IOException {
    manifest("appendonly.aof.manifest", FIRST);
    files.write(FIRST, log(1, 10_000, 200));
    assertThat(LogTail.of(files).orElseThrow().bytes()).isEqualTo(LogTail.BYTES);
    assertThat(end().executes(0, 1)).isTrue();
    assertThat(end().executes(0, 10_000)).isTrue();
    assertThat(end().executes(0, 10_001)).isFalse();
    LogEnd withoutBase = end(BASE);
    assertThat(withoutBase.executes(0, 1)).as("that may have been in the base").isFalse();
    assertThat(withoutBase.executes(0, 10_000)).isTrue();
  }

  /** Redis appends to the last one only: a cut of another leaves a gap. */
  @Test
  void behindAGapOnlyTheLastFileCounts() throws IOException {
    manifest("appendonly.aof.manifest", FIRST, SECOND);
    files.write(FIRST, log(1, 100, 40));
    files.write(SECOND, log(201, 300, 40));
    assertThat(end().executes(0, 150)).isTrue();
    assertThat(end(SECOND).executes(0, 150)).isTrue();
    LogEnd gap = end(FIRST);
    assertThat(gap.executes(0, 150)).isFalse();
    assertThat(gap.executes(0, 250)).isTrue();
    files.delete(FIRST);
    assertThat(end().executes(0, 150)).as("the manifest names a file that is gone").isFalse();
  }

  /** One transaction may be longer than what was taken, and end nowhere. */
  @Test
  void ofFewCommandsWhoseBeginningWasNotSeenNothingFollows() throws IOException {
    manifest("appendonly.aof.manifest", FIRST);
    files.write(FIRST, joined(Request.encode("MULTI"), log(1, 60, 20_000)));
    assertThat(end().executes(0, 60)).isFalse();
  }

  /** Redis writes a new manifest beside the old one, and then gives it the name. */
  @Test
  void aManifestThatIsNotInPlaceYetDoesNotCount() throws IOException {
    manifest("appendonly.aof.manifest", FIRST);
    manifest("temp-appendonly.aof.manifest", FIRST, SECOND);
    files.write(FIRST, log(1, 100, 40));
    files.write(SECOND, log(101, 200, 40));
    assertThat(end().executes(0, 100)).isTrue();
    assertThat(end().executes(0, 101)).isFalse();
    files.delete(DIRECTORY + "appendonly.aof.manifest");
    assertThat(LogTail.of(files)).isEmpty();
  }
}
