package io.redisdrill.restoredrill;

import static io.redisdrill.Verdict.FAIL;
import static io.redisdrill.Verdict.PASS;
import static io.redisdrill.Verdict.UNKNOWN;
import static io.redisdrill.restoredrill.Workshop.shows;
import static io.redisdrill.restoredrill.Workshop.verdicts;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.backup.Unpacking;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no backup, cannot be read as it is, or is not what its sum says. */
class ArchiveTroubleTest {
  @TempDir static Path bench;
  @TempDir Path directory;
  private static Workshop on;
  private static Path whole;

  @BeforeAll
  static void open() throws InterruptedException {
    on = new Workshop(bench, "rdb");
    whole = on.archive("whole.tar.gz");
  }

  @AfterAll
  static void close() {
    on.close();
  }

  private byte[] rdb() {
    return Tar.file(Tar.read(whole), "/dump.rdb");
  }

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }

  @Test
  void withoutAChecksumNothingVouchesForIt() throws IOException {
    byte[] rdb = rdb();
    Arrays.fill(rdb, rdb.length - 8, rdb.length, (byte) 0);
    shows(on.drill(file("bare.rdb", rdb)), UNKNOWN, "checksum of dump.rdb", "rdbchecksum no");
    Request vouched =
        Workshop.request(new LocalOrigin(directory.resolve("bare.rdb")))
            .withSha256(Optional.of(Sums.of(rdb)));
    assertThat(on.drill(vouched).verdict()).isEqualTo(PASS);
  }

  @Test
  void aSumBesideItIsCompared() throws IOException {
    Path archive = file("summed.rdb", rdb());
    Files.writeString(directory.resolve("summed.rdb.sha256"), Sums.of(rdb()) + "  summed.rdb\n");
    assertThat(verdicts(on.drill(archive))).containsEntry("archive against .sha256", PASS);
    Files.writeString(directory.resolve("summed.rdb.sha256"), "0".repeat(64));
    shows(on.drill(archive), FAIL, "archive against .sha256", "expected 0000");
    Request request =
        Workshop.request(new LocalOrigin(whole)).withSha256(Optional.of("1".repeat(64)));
    shows(on.drill(request), FAIL, "archive against --sha256", "expected 1111");
  }

  @Test
  void whatIsNoBackupFails() throws IOException {
    byte[] all = Files.readAllBytes(whole);
    shows(on.drill(file("a.tar.gz", new byte[0])), FAIL, "unpack, verify", "an empty file");
    shows(
        on.drill(file("cut.tar.gz", Arrays.copyOf(all, all.length / 2))),
        FAIL,
        "unpack, verify",
        "a whole .tar.gz");
    shows(on.drill(file("noise", new byte[999])), FAIL, "unpack, verify", "it begins with");
    shows(
        on.drill(Tar.write(directory.resolve("none.tar.gz"), Map.of())),
        FAIL,
        "unpack, verify",
        "no file at all");
    shows(
        on.drill(Tar.write(directory.resolve("web.tar.gz"), Map.of("www/index.html", all))),
        FAIL,
        "unpack, verify",
        "1 files, and none of Redis");
  }

  @Test
  void whatCannotBeReadAsItIsIsUnknown() throws IOException {
    Map<String, byte[]> forms =
        Map.of(
            "Salted__12345678", "by openssl enc".getBytes(US_ASCII),
            "-----BEGIN PGP MESSAGE-----\n", "by gpg".getBytes(US_ASCII),
            "age-encryption.org/v1\n", "by age".getBytes(US_ASCII),
            "PK\3\4", "a zip archive".getBytes(US_ASCII),
            "BZh9", "bzip2".getBytes(US_ASCII));
    for (Map.Entry<String, byte[]> form : forms.entrySet()) {
      byte[] content = Arrays.copyOf(form.getKey().getBytes(US_ASCII), 4_000);
      shows(
          on.drill(file("x.tar.gz", content)),
          UNKNOWN,
          "unpack, verify",
          new String(form.getValue(), US_ASCII));
    }
    byte[] gpg = {(byte) 0x85, 2, 12, 3};
    shows(on.drill(file("x.tar.gz", gpg)), UNKNOWN, "unpack, verify", "encrypted by gpg");
  }

  @Test
  void aBombIsNotUnpacked() {
    Path bomb =
        Tar.write(directory.resolve("bomb.tar.gz"), Map.of("d/dump.rdb", new byte[90 << 20]));
    shows(on.drill(bomb), UNKNOWN, "unpack, verify", "more data than that");
    Request small =
        Workshop.request(new LocalOrigin(whole)).within(new Unpacking(10_000, 200, 1_000));
    shows(on.drill(small), UNKNOWN, "unpack, verify", "more data than that");
  }
}
