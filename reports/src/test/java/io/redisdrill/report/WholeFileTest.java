package io.redisdrill.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.redisdrill.DrillException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path directory;

  @Test
  void keepsTheOldFileWhenTheDiskIsFull() throws IOException {
    Configuration small =
        Configuration.unix().toBuilder().setBlockSize(512).setMaxSize(8 * 512).build();
    try (FileSystem disk = Jimfs.newFileSystem(small)) {
      Path file = Files.createDirectory(disk.getPath("/disk")).resolve("report.html");
      WholeFile.write(file, "old");

      assertThatThrownBy(() -> WholeFile.write(file, "new".repeat(10_000)))
          .isInstanceOf(DrillException.class)
          .hasMessageContaining("Cannot write the report /disk/report.html: expected")
          .hasMessageContaining("Free some space");

      assertThat(Files.readString(file)).isEqualTo("old");
      try (Stream<Path> left = Files.list(disk.getPath("/disk"))) {
        assertThat(left).containsExactly(file);
      }
    }
  }

  @Test
  void saysThatADirectoryCannotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    assertThatThrownBy(() -> WholeFile.write(file.resolve("report.html"), "text"))
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("expected a directory that can be written");
  }

  @Test
  void letsTheLastOfManyWritersWin() throws IOException {
    Path file = directory.resolve("report.html");

    IntStream.range(0, 200)
        .parallel()
        .forEach(i -> WholeFile.write(file, Integer.toString(i % 10).repeat(50_000)));

    assertThat(Files.readString(file)).matches("(\\d)\\1{49999}");
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).containsExactly(file);
    }
  }
}
