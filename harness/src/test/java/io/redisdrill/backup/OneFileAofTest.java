package io.redisdrill.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.embedded.OldRedis;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before Redis 7 the AOF is one file: backed up and restored on such a server. */
class OneFileAofTest {
  private static final String AOF = "appendonly.aof";

  @TempDir Path directory;

  private Bench bench(String stack) throws InterruptedException {
    return new Bench(directory, Bench.stack(stack), OldRedis.open());
  }

  private static List<String> paths(Bench on) {
    return on.redis().files().list().stream().map(DataFile::path).toList();
  }

  private static void restart(Bench on) throws InterruptedException {
    on.redis().stop(Duration.ofSeconds(10));
    on.redis().start();
    Serving.await(on.redis(), on.clients, Bench.LIMIT);
  }

  @Test
  void comesBackAndStaysThroughAnotherRestart() throws Exception {
    try (Bench on = bench("hybrid")) {
      on.fill(500);
      BackupReport made = on.backUp();
      assertThat(made.metadata().redisVersion()).startsWith("6.");
      assertThat(made.metadata().files())
          .extracting(BackupFile::path)
          .contains(AOF, "dump.rdb")
          .noneMatch(path -> path.endsWith(".manifest"));
      Path archive = on.download(made);
      on.set("later", "is not in it");
      on.deploy(Bench.stack("hybrid"));
      assertThat(on.size()).isZero();

      RestoreReport back = on.restore(step -> {}).run(archive);

      assertThat(back.keys()).isEqualTo(500);
      assertThat(on.get("key:499")).hasValue("value:499");
      assertThat(on.get("later")).isEmpty();
      on.set("after", "the restore");
      restart(on);
      assertThat(on.size()).isEqualTo(501);
      assertThat(paths(on)).contains(AOF).noneMatch(path -> path.startsWith("appendonlydir/"));
    }
  }

  @Test
  void aSnapshotIsRestoredAsTheAofThatItReads() throws Exception {
    try (Bench on = bench("rdb")) {
      on.fill(300);
      Path archive = on.download(on.backUp());
      on.deploy(Bench.stack("aof"));

      on.restore(step -> {}).run(archive);

      assertThat(on.size()).isEqualTo(300);
      restart(on);
      assertThat(on.size()).isEqualTo(300);
    }
  }

  @Test
  void aLaterRedisTakesItForTheBaseOfItsAof() throws Exception {
    Path archive;
    try (Bench on = bench("aof")) {
      on.fill(200);
      archive = on.download(on.backUp());
    }
    Path place = directory.resolve("later");
    try (Bench on = new Bench(place, Bench.stack("aof"))) {
      on.restore(step -> {}).run(archive);
      assertThat(on.size()).isEqualTo(200);
      restart(on);
      assertThat(on.size()).isEqualTo(200);
      assertThat(paths(on)).contains("appendonlydir/appendonly.aof.manifest");
    }
  }

  @Test
  void aRewriteWhileItIsCopiedIsNoticed() throws Exception {
    try (Bench on = bench("aof");
        Console console = on.clients.console(on.redis().endpoint())) {
      on.fill(100);
      Children children = new Children(console, on.clock, Bench.LIMIT);
      PersistentFiles names = PersistentFiles.of(console.config());
      assertThat(names.oneFile()).isTrue();
      assertThat(backUp(on, names, console::info).point()).isPositive();
      int[] asked = {0};
      Supplier<Map<String, String>> rewriting =
          () -> {
            if (++asked[0] == 2) {
              rewrite(children);
            }
            return console.info();
          };
      assertThatThrownBy(() -> backUp(on, names, rewriting))
          .isInstanceOf(DrillException.class)
          .hasMessageContaining("no rewrite of the AOF while it is copied");
    }
  }

  private static void rewrite(Children children) {
    try {
      children.rewrite();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static FilesOf backUp(Bench on, PersistentFiles names, Supplier<Map<String, String>> info)
      throws Exception {
    FilesOf files = new FilesOf(on.redis().files(), names, on.clock, info, Long.MAX_VALUE);
    ArchiveWriter archive = new ArchiveWriter(new ByteArrayOutputStream(), "20261126T080000Z");
    files.addTo(archive, Map.of());
    return files;
  }
}
