package io.redisdrill.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.run.RunClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {
  @TempDir Path directory;

  private Path write(int records) {
    Path file = directory.resolve("history.bin");
    try (HistoryWriter writer = HistoryWriter.create(file, 2, RunClock.start())) {
      HistoryWriter.Appender appender = writer.appender(1);
      for (int i = 1; i <= records; i++) {
        Kind kind = Kind.BY_NUMBER.get(i % Kind.BY_NUMBER.size());
        Outcome outcome = Outcome.BY_NUMBER.get(i % Outcome.BY_NUMBER.size());
        appender.add(i % 7, i, kind, i % 2 == 0, outcome, i * 1_000L, i * 1_000L + 500);
      }
      appender.flush();
    }
    return file;
  }

  @Test
  void readsWhatWasWritten() {
    try (HistoryReader reader = HistoryReader.open(write(50_000))) {
      assertThat(reader.writers()).isEqualTo(2);
      int i = 0;
      while (reader.next()) {
        i++;
        boolean same =
            reader.writer() == 1
                && reader.key() == i % 7
                && reader.version() == i
                && reader.kind() == Kind.BY_NUMBER.get(i % Kind.BY_NUMBER.size())
                && reader.joined() == (i % 2 == 0)
                && reader.outcome() == Outcome.BY_NUMBER.get(i % Outcome.BY_NUMBER.size())
                && reader.invoked() == i * 1_000L
                && reader.completed() == i * 1_000L + 500;
        assertThat(same).as("record %d", i).isTrue();
      }
      assertThat(i).isEqualTo(50_000);
      assertThat(reader.tornBytes()).isZero();
    }
  }

  @Test
  void readsUpToTheRecordThatWasCutOffAtEachByte() throws IOException {
    byte[] whole = Files.readAllBytes(write(4));
    for (int length = HistoryFormat.HEADER_BYTES; length < whole.length; length++) {
      Path cut = directory.resolve("cut");
      Files.write(cut, Arrays.copyOf(whole, length));
      try (HistoryReader reader = HistoryReader.open(cut)) {
        int records = 0;
        while (reader.next()) {
          records++;
        }
        int body = length - HistoryFormat.HEADER_BYTES;
        assertThat(records).isEqualTo(body / HistoryFormat.RECORD_BYTES);
        assertThat(reader.tornBytes()).isEqualTo(body % HistoryFormat.RECORD_BYTES);
      }
    }
  }

  @Test
  void refusesAnotherFileAndALaterVersion() throws IOException {
    Path file = write(1);
    byte[] bytes = Files.readAllBytes(file);
    bytes[8] = 2;
    Files.write(file, bytes);
    assertThatThrownBy(() -> HistoryReader.open(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("version 2");
    Files.writeString(file, "not a history");
    assertThatThrownBy(() -> HistoryReader.open(file)).isInstanceOf(UsageException.class);
  }

  @Test
  void saysThatARecordCouldNotBeWritten() {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full), "there is no /dev/full here");
    assertThatThrownBy(() -> HistoryWriter.create(full, 1, RunClock.start()).close())
        .isInstanceOf(DrillException.class)
        .hasMessageContaining("Cannot record the history");
  }

  @Test
  void survivorsAreReadAsSavedAndRefusedWhenCutOff() throws IOException {
    Survivors survivors = new Survivors(new int[] {2, 0, 3});
    survivors.found(survivors.index(2, 2), 42);
    survivors.found(survivors.index(0, 1), Survivors.CORRUPT);
    survivors.readBetween(7, 9);
    Path file = directory.resolve("survivors.bin");
    survivors.save(file);
    Survivors read = Survivors.load(file);
    assertThat(read.version(read.index(2, 2))).isEqualTo(42);
    assertThat(read.version(read.index(0, 1))).isEqualTo(Survivors.CORRUPT);
    assertThat(read.index(1, 0)).isEqualTo(-1);
    assertThat(read.until()).isEqualTo(9);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Survivors.load(file)).isInstanceOf(UsageException.class);
    }
  }
}
