package io.redisdrill.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.platform.DataFiles.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDataFilesTest {
  @TempDir Path data;

  @Test
  void listsWhileFilesComeAndGo() throws Exception {
    Files.writeString(data.resolve("dump.rdb"), "12345");
    LocalDataFiles files = new LocalDataFiles(data, () -> true);
    AtomicBoolean ended = new AtomicBoolean();
    CompletableFuture<Void> redis = CompletableFuture.runAsync(() -> comeAndGo(ended));

    for (int i = 0; i < 3_000; i++) {
      assertThat(files.list()).contains(new DataFile("dump.rdb", 5));
    }
    ended.set(true);
    redis.join();
  }

  private void comeAndGo(AtomicBoolean ended) {
    try {
      for (int i = 0; !ended.get(); i++) {
        Path file = Files.createFile(data.resolve("temp-rewriteaof-" + i + ".aof"));
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
