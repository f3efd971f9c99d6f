package io.redisdrill.restoredrill;

import static io.redisdrill.Verdict.FAIL;
import static io.redisdrill.Verdict.PASS;
import static io.redisdrill.Verdict.UNKNOWN;
import static io.redisdrill.restoredrill.Workshop.shows;
import static io.redisdrill.restoredrill.Workshop.verdicts;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redisdrill.aof.Crc64;
import io.redisdrill.redis.Console;
import io.redisdrill.stack.RedisConf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sound backup passes; each planted fault is named, and nothing of the data comes out. */
class RestoreDrillTest {
  @TempDir static Path bench;
  @TempDir Path directory;
  private static Workshop on;
  private static Path whole;

  @BeforeAll
  static void open() throws InterruptedException {
    on = new Workshop(bench, "hybrid");
    whole = on.archive("whole.tar.gz");
  }

  @AfterAll
  static void close() {
    on.close();
  }

  /** Returns the backup as others would have packed it, and the path of a file in it. */
  private Path foreign(String... paths) {
    Map<String, byte[]> all = Tar.read(whole);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String path : paths) {
      files.put("var/lib/redis/" + path, Tar.file(all, path));
    }
    return Tar.write(directory.resolve("foreign.tar.gz"), files);
  }

  private byte[] rdb() {
    return Tar.file(Tar.read(whole), "/dump.rdb");
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  @Test
  void aSoundBackupPasses() throws IOException {
    RestoreResult result =
        on.drill(
            whole,
            "min-keys=1010",
            "min-keys@3=2",
            "key@3=orders:last",
            "max-age=1h",
            "max-recovery=2m");

    assertThat(result.verdict()).as(result.toString()).isEqualTo(PASS);
    assertThat(result.sentence()).matches("This backup restores: 1,010 keys, .* old, serving .*");
    assertThat(verdicts(result))
        .containsKeys("metadata.json", "redis-check-rdb", "redis-check-aof", "second restart")
        .containsKeys("keys", "checksum of dump.rdb");
    RestoreResult.Contents contents = result.contents().orElseThrow();
    assertThat(contents.withTtl()).isEqualTo(4);
    assertThat(contents.databases().get(0).types())
        .isEqualTo(Map.of("string", 1_004L, "hash", 1L, "list", 1L, "set", 1L, "zset", 1L));
    assertThat(contents.databases().get(1).types()).isEqualTo(Map.of("hash", 1L, "list", 1L));
    assertThat(contents.recorded().orElseThrow().databases())
        .isEqualTo(Map.of("0", 1_008L, "3", 2L));
    assertThat(result.recoveryTime().orElseThrow().phases())
        .extracting(RestoreResult.Phase::name)
        .containsExactly("read", "unpack, verify", "place", "start", "load");
    assertThat(on.evidence()).isNotEmpty().noneMatch(text -> text.contains(Workshop.SECRET));
  }

  @Test
  void eachExpectationCanFail() {
    RestoreResult result =
        on.drill(
            whole,
            "min-keys=1011",
            "min-keys@3=3",
            "key=orders:last",
            "max-age=0s",
            "max-recovery=1ms");

    assertThat(result.expectations()).hasSize(5).allMatch(each -> each.verdict() == FAIL);
    assertThat(result.checks()).allMatch(each -> each.verdict() == PASS);
    assertThat(result.verdict()).isEqualTo(FAIL);
  }

  @Test
  void aDamagedFileIsFoundByEachWhoLooks() {
    Map<String, byte[]> files = Tar.read(whole);
    byte[] rdb = Tar.file(files, "/dump.rdb");
    rdb[rdb.length / 2] ^= 1;
    RestoreResult result = on.drill(Tar.write(directory.resolve("bad.tar.gz"), files));

    assertThat(result.verdict()).isEqualTo(FAIL);
    assertThat(verdicts(result))
        .containsEntry("metadata.json", FAIL)
        .containsEntry("checksum of dump.rdb", FAIL)
        .containsEntry("redis-check-rdb", FAIL)
        .containsEntry("redis-check-aof", PASS);
  }

  @Test
  void aFileThatIsMissingOrAddedIsFound() {
    Map<String, byte[]> files = Tar.read(whole);
    files.keySet().removeIf(name -> name.endsWith("/dump.rdb"));
    files.put("x/extra", new byte[3]);
    RestoreResult result = on.drill(Tar.write(directory.resolve("bad.tar.gz"), files));
    shows(result, FAIL, "metadata.json", "dump.rdb is missing");
    assertThat(result.checks().toString()).contains("extra is not listed");
  }

  @Test
  void keysThatAreMissingAreUnknown() {
    Map<String, byte[]> files = Tar.read(whole);
    files.replaceAll(
        (name, text) ->
            name.endsWith("metadata.json")
                ? new String(text, US_ASCII)
                    .replaceFirst("\"keys\" : 1010", "\"keys\" : 1017")
                    .getBytes(US_ASCII)
                : text);
    shows(
        on.drill(Tar.write(directory.resolve("few.tar.gz"), files)),
        UNKNOWN,
        "keys",
        "7 keys were");
  }

  @Test
  void aBackupOfALaterRedisIsUnknown() {
    Map<String, byte[]> files = Tar.read(whole);
    files.replaceAll(
        (name, text) ->
            name.endsWith("metadata.json")
                ? new String(text, US_ASCII).replace("7.0.15", "9.1.0").getBytes(US_ASCII)
                : text);
    shows(
        on.drill(Tar.write(directory.resolve("later.tar.gz"), files)),
        UNKNOWN,
        "try out",
        "9.1.0 or later");
  }

  @Test
  void othersPackAsTheyLike() throws IOException {
    RestoreResult aof =
        on.drill(
            foreign(
                "appendonlydir/appendonly.aof.manifest",
                part(".base.rdb"),
                part(".incr.aof"),
                "dump.rdb"),
            "max-age=1h");
    shows(aof, UNKNOWN, "max-age=1h", "says nothing of the data");
    assertThat(aof.contents().orElseThrow().keys()).isEqualTo(Workshop.KEYS);
    assertThat(aof.backup().origin().orElseThrow().type()).isEqualTo("full");

    RestoreResult rdb = on.drill(foreign("dump.rdb"), "max-age=1h", "min-keys=1010");
    assertThat(rdb.verdict()).as(rdb.toString()).isEqualTo(PASS);
    assertThat(rdb.backup().made().orElseThrow().accordingTo()).contains("ctime");

    RestoreResult alone = on.drill(file("backup.rdb", rdb()), "min-keys=1010");
    assertThat(alone.verdict()).as(alone.toString()).isEqualTo(PASS);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(rdb());
    }
    RestoreResult small = on.drill(file("backup.rdb.gz", packed.toByteArray()), "min-keys=1010");
    assertThat(small.verdict()).as(small.toString()).isEqualTo(PASS);
  }

  private static String part(String end) {
    return Tar.read(whole).keySet().stream()
        .filter(name -> name.endsWith(end))
        .map(name -> name.substring(name.indexOf('/') + 1))
        .findFirst()
        .orElseThrow();
  }

  @SafeVarargs
  private static byte[] commands(List<String>... all) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (List<String> words : all) {
      bytes.writeBytes(io.redisdrill.redis.Request.encode(words.toArray(new String[0])));
    }
    return bytes.toByteArray();
  }

  @Test
  void anAofOfBeforeRedis7IsOneFile() {
    byte[] set = commands(List.of("SET", "a", "1"));
    Path archive = Tar.write(directory.resolve("old.tar.gz"), Map.of("data/appendonly.aof", set));
    RestoreResult result = on.drill(archive, "min-keys=1", "key=a");
    assertThat(result.verdict()).as(result.toString()).isEqualTo(PASS);
  }

  @Test
  void whatAnUnfinishedTransactionLosesIsFound() {
    byte[] all = commands(List.of("SET", "a", "1"), List.of("MULTI"), List.of("SET", "b", "1"));
    // Redis 7.0 cuts the torn command off, and leaves the MULTI.
    byte[] torn = Arrays.copyOf(all, all.length - 3);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "d/appendonlydir/a.manifest",
        "file a.1.base.aof seq 1 type b\nfile a.1.incr.aof seq 1 type i\n".getBytes(US_ASCII));
    files.put("d/appendonlydir/a.1.base.aof", new byte[0]);
    files.put("d/appendonlydir/a.1.incr.aof", torn);
    RestoreResult result = on.drill(Tar.write(directory.resolve("torn.tar.gz"), files));
    shows(result, FAIL, "second restart", "gone after the second");
    assertThat(verdicts(result)).containsEntry("commands of appendonlydir/a.1.incr.aof", FAIL);
  }

  /** Returns the same with a checksum that is right. */
  private static byte[] summed(byte[] rdb) {
    Crc64 crc = new Crc64();
    crc.update(rdb, 0, rdb.length - 8);
    for (int i = 0; i < 8; i++) {
      rdb[rdb.length - 8 + i] = (byte) (crc.value() >>> (8 * i));
    }
    return rdb;
  }

  @Test
  void anRdbFileAloneTellsThatALaterRedisSavedIt() throws IOException {
    String text = new String(rdb(), ISO_8859_1).replace("7.0.15", "9.1.15");
    RestoreResult result = on.drill(file("later.rdb", summed(text.getBytes(ISO_8859_1))));
    shows(result, UNKNOWN, "try out", "9.1.15 or later");
  }

  @Test
  void whatRedisCannotLoadFails() throws IOException {
    byte[] rdb = rdb();
    rdb[rdb.length - 9] = 0x7F; // instead of the end: a value of no known type
    byte[] lying = summed(rdb);
    RestoreResult result = on.drill(file("lying.rdb", lying), "min-keys=1");
    assertThat(result.verdict()).isEqualTo(FAIL);
    assertThat(verdicts(result))
        .containsEntry("checksum of dump.rdb", PASS)
        .containsEntry("redis-check-rdb", FAIL)
        .containsEntry("restore", FAIL)
        .containsEntry("min-keys=1", UNKNOWN);
    assertThat(result.sentence()).startsWith("This backup does not restore.");
    assertThat(on.evidence()).noneMatch(text -> text.contains(Workshop.SECRET));
  }

  @Test
  void theConfigurationDecidesWhatIsLoadedAndWhatIsKept() {
    Request request = Workshop.request(new LocalOrigin(foreign("dump.rdb")), "min-keys=1010");
    RestoreResult appending = on.drill(request.with(conf("appendonly yes\nsave 900 1\n")));
    assertThat(appending.verdict()).as(appending.toString()).isEqualTo(PASS);
    shows(
        on.drill(request.with(conf("appendonly no\nsave \"\"\n"))),
        FAIL,
        "second restart",
        "gone after the second");
  }

  private static Optional<RedisConf> conf(String text) {
    return Optional.of(RedisConf.parse("my.conf", text));
  }

  @Test
  void whatExpiredSinceThenIsNotMissing() throws InterruptedException {
    try (Console console = on.console()) {
      console.status("SET", "short", "1", "PX", "1500");
      Path archive = on.archive("expiring.tar.gz");
      await().until(() -> console.number("EXISTS", "short") == 0);
      RestoreResult result = on.drill(archive);
      assertThat(result.verdict()).as(result.toString()).isEqualTo(PASS);
      assertThat(result.contents().orElseThrow().expired()).isPositive();
      assertThat(result.contents().orElseThrow().recorded().orElseThrow().keys())
          .isEqualTo(Workshop.KEYS + 1);
    }
  }
}
