package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.apache.commons.compress.archivers.tar.TarArchiveEntry.LF_LINK;
import static org.apache.commons.compress.archivers.tar.TarArchiveEntry.LF_NORMAL;
import static org.apache.commons.compress.archivers.tar.TarArchiveEntry.LF_SYMLINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with an archive is told in four parts, and Redis is not even stopped. */
class BadArchiveTest {
  private static final String RDB = "REDIS0010" + "and no more";

  @TempDir static Path bench;
  @TempDir Path directory;
  private static Bench on;

  @BeforeAll
  static void open() throws InterruptedException {
    on = new Bench(bench, Bench.stack("hybrid"));
    on.fill(3);
  }

  @AfterAll
  static void close() {
    on.close();
  }

  private void refused(Path archive, String... words) {
    Identity before = on.redis().process();
    List<String> steps = new ArrayList<>();
    assertThatThrownBy(() -> on.restore(steps::add).run(archive))
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("Cannot re")
        .hasMessageContaining("expected ")
        .hasMessageContaining(", found ")
        .hasMessageContainingAll(words);
    assertThat(steps).doesNotContain("stop");
    assertThat(on.redis().process()).isEqualTo(before);
    assertThat(on.size()).isEqualTo(3);
  }

  private Path archive(Crafted crafted) {
    return crafted.write(directory.resolve("redis-backup-20261125_000000.tar.gz"));
  }

  @Test
  void cutOffAnywhere() throws InterruptedException, IOException {
    byte[] whole = Files.readAllBytes(on.download(on.backUp()));
    for (int i = 0; i < 10; i++) {
      int length = whole.length * i / 10 + (i == 0 ? 5 : 0);
      Path cut = Files.write(directory.resolve("cut-" + i), Arrays.copyOf(whole, length));
      refused(cut, "a whole .tar.gz");
    }
    Path almost = Files.write(directory.resolve("almost"), Arrays.copyOf(whole, whole.length - 1));
    refused(almost, "a whole .tar.gz");
  }

  @Test
  void damagedAnywhere() throws InterruptedException, IOException {
    Path archive = on.download(on.backUp());
    BackupMetadata sound = VerifiedBackup.verify(archive, Unpacking.DEFAULT).metadata();
    byte[] whole = Files.readAllBytes(archive);
    Random random = new Random(7);
    List<Integer> unseen = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      byte[] bytes = whole.clone();
      // The first ten bytes of gzip hold flags and a time that no checksum covers.
      int at = 10 + random.nextInt(bytes.length - 10);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
      Path damaged = Files.write(directory.resolve("damaged"), bytes);
      try {
        // In a run of zeros a bit may say whence to copy the same ones: nothing is damaged then.
        BackupMetadata metadata = VerifiedBackup.verify(damaged, Unpacking.DEFAULT).metadata();
        if (!metadata.equals(sound)) {
          unseen.add(at);
        }
      } catch (DrillException seen) {
        assertThat(seen)
            .as("of a damaged file it is known that it does not restore")
            .isInstanceOf(BrokenBackupException.class)
            .hasMessageContaining(", found ");
      }
    }
    assertThat(unseen).as("damaged bytes of %d", whole.length).isEmpty();
    whole[whole.length / 2] ^= 1;
    refused(Files.write(directory.resolve("damaged"), whole), "Cannot");
  }

  @Test
  void withMetadataThatAreNone() {
    for (String text : List.of("", "{", "{}", "[]", "null", "{\"timestamp\":\"x\"}")) {
      byte[] bytes = text.getBytes(US_ASCII);
      refused(
          archive(new Crafted().raw("t/metadata.json", bytes, LF_NORMAL)),
          "metadata.json as this tool writes it");
    }
  }

  @Test
  void withAWrongChecksum() {
    String wrong = "0".repeat(64);
    refused(
        archive(new Crafted().file("dump.rdb", RDB.getBytes(US_ASCII), wrong).metadata()), wrong);
  }

  @Test
  void withoutMetadata() {
    refused(archive(new Crafted().file("dump.rdb", RDB)), "metadata.json as its last file");
  }

  @Test
  void withAFileThatNobodyListed() {
    Crafted crafted = new Crafted().file("dump.rdb", RDB).metadata();
    refused(archive(crafted.raw("t/evil.sh", new byte[3], LF_NORMAL)), "evil.sh as well");
  }

  @Test
  void thatLeadsElsewhere() {
    for (String name :
        List.of("../../etc/cron.d/x", "/etc/passwd", "t/../../x", "t\\..\\x", "t/")) {
      refused(
          archive(
              new Crafted().raw(name + (name.equals("t/") ? "/x/.." : ""), new byte[1], LF_NORMAL)),
          "files below one directory");
    }
  }

  @Test
  void withLinks() {
    for (byte type : new byte[] {LF_SYMLINK, LF_LINK}) {
      Crafted crafted = new Crafted().raw("t/dump.rdb", "/etc/passwd".getBytes(US_ASCII), type);
      refused(archive(crafted), "a link or a device");
    }
  }

  @Test
  void thatIsABomb() {
    Crafted crafted =
        new Crafted().file("dump.rdb", Arrays.copyOf(RDB.getBytes(US_ASCII), 100 << 20)).metadata();
    refused(archive(crafted), "more data than that");
  }

  @Test
  void withTooManyFiles() {
    Crafted crafted = new Crafted();
    for (int i = 0; i < 1_500; i++) {
      crafted.raw("t/" + i, new byte[0], LF_NORMAL);
    }
    refused(archive(crafted), "at most 1000 files");
  }

  @Test
  void withTheSameFileTwice() {
    refused(archive(new Crafted().file("dump.rdb", RDB).file("dump.rdb", RDB)), "each file once");
  }

  @Test
  void ofANewerRedis() {
    refused(
        archive(new Crafted().from("redis", "7.4.1").file("dump.rdb", RDB).metadata()),
        "7.4.1 or later",
        "found 7.0.15");
  }

  @Test
  void ofAnotherEngine() {
    refused(
        archive(new Crafted().from("valkey", "7.2.4").file("dump.rdb", RDB).metadata()), "valkey");
    refused(archive(new Crafted().file("dump.rdb", "VALKEY080 and so on").metadata()), "VALKEY080");
  }

  @Test
  void withoutItsManifest() {
    Crafted crafted =
        new Crafted()
            .file("appendonlydir/appendonly.aof.1.base.rdb", RDB)
            .file("appendonlydir/appendonly.aof.1.incr.aof", "");
    refused(archive(crafted.metadata()), "the manifest of its AOF");
  }

  @Test
  void withoutAFileOfItsManifest() {
    Crafted crafted =
        new Crafted()
            .file(
                "appendonlydir/appendonly.aof.manifest",
                "file appendonly.aof.1.base.rdb seq 1 type b\n");
    refused(archive(crafted.metadata()), "no appendonlydir/appendonly.aof.1.base.rdb");
  }

  @Test
  void withAManifestThatIsNone() {
    Crafted crafted = new Crafted().file("appendonlydir/appendonly.aof.manifest", "fil x\n");
    refused(archive(crafted.metadata()), "'fil x'");
  }

  @Test
  void withNothingToRestore() {
    refused(archive(new Crafted().file("redis-info.txt", "x").metadata()), "neither");
  }
}
