package io.redisdrill.aof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.aof.AofReader.Ending;
import io.redisdrill.load.RegisterValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AofReaderTest {
  private static final byte[] LOG =
      log("SELECT 0", "SET a alpha", "MULTI", "SET c charlie", "SET d delta", "EXEC", "SET e echo");

  private static byte[] log(String... commands) {
    StringBuilder log = new StringBuilder();
    for (String command : commands) {
      if (command.startsWith("#")) {
        log.append(command).append("\r\n");
        continue;
      }
      String[] words = command.split(" ");
      log.append('*').append(words.length).append("\r\n");
      for (String word : words) {
        log.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
      }
    }
    return log.toString().getBytes(ISO_8859_1);
  }

  private static AofReader reader(byte[] bytes) {
    return AofReader.open(new ByteArrayInputStream(bytes));
  }

  private static List<Long> units(byte[] bytes) throws IOException {
    List<Long> ends = new ArrayList<>(List.of(0L));
    try (AofReader reader = reader(bytes)) {
      while (reader.next()) {
        if (reader.wholeUnits() == reader.end()) {
          ends.add(reader.end());
        }
      }
    }
    return ends;
  }

  @Test
  void tellsWhereEachCommandLies() throws IOException {
    List<String> seen = new ArrayList<>();
    try (AofReader reader = reader(LOG)) {
      long before = 0;
      while (reader.next()) {
        assertThat(reader.offset()).isEqualTo(before);
        before = reader.end();
        seen.add(reader.name() + (reader.inTransaction() ? " in" : ""));
        String text =
            new String(LOG, (int) reader.offset(), (int) (before - reader.offset()), ISO_8859_1);
        assertThat(text).startsWith("*").contains(reader.name()).endsWith("\r\n");
      }
      assertThat(before).isEqualTo(LOG.length);
      assertThat(reader.ending()).isEqualTo(Ending.WHOLE);
    }
    assertThat(seen)
        .containsExactly("SELECT", "SET", "MULTI in", "SET in", "SET in", "EXEC in", "SET");
  }

  /** A cut at each byte: what Redis keeps is known from the commands alone. */
  @Test
  void findsTheLastWholeUnitWhereverAFileIsCut() throws IOException {
    List<Long> ends = units(LOG);
    assertThat(ends).hasSize(5);
    for (int cut = 0; cut <= LOG.length; cut++) {
      byte[] torn = Arrays.copyOf(LOG, cut);
      long at = cut;
      long expected = ends.stream().filter(end -> end <= at).max(Long::compare).orElseThrow();
      assertThat(AofReader.wholeUnitsOf(new ByteArrayInputStream(torn)))
          .as("cut at %d", cut)
          .isEqualTo(expected);
    }
  }

  @Test
  void tellsATornCommandFromATransactionWithoutAnEnd() throws IOException {
    int multiEnds = new String(LOG, ISO_8859_1).indexOf("*3\r\n$3\r\nSET\r\n$1\r\nc");
    assertThat(ending(Arrays.copyOf(LOG, multiEnds))).isEqualTo(Ending.INSIDE_TRANSACTION);
    assertThat(ending(Arrays.copyOf(LOG, multiEnds + 5))).isEqualTo(Ending.INSIDE_COMMAND);
    assertThat(ending(Arrays.copyOf(LOG, LOG.length - 1))).isEqualTo(Ending.INSIDE_COMMAND);
    byte[] zeros = Arrays.copyOf(LOG, LOG.length + 100);
    assertThat(ending(zeros)).isEqualTo(Ending.UNREADABLE);
    assertThat(ending(new byte[0])).isEqualTo(Ending.WHOLE);
  }

  private static Ending ending(byte[] bytes) throws IOException {
    try (AofReader reader = reader(bytes)) {
      while (reader.next()) {
        assertThat(reader.name()).isNotEmpty();
      }
      return reader.ending();
    }
  }

  @ParameterizedTest
  @CsvSource({"24", "100", "4096", "900000"})
  void knowsTheWritesOfTheWorkload(int size) throws IOException {
    String value = new String(RegisterValue.encode(7, 42, 1234, size), ISO_8859_1);
    byte[] bytes = log("#TS:1700000000", "SET rd:7:42 " + value + " PXAT 1", "DEL rd:7:42");
    try (AofReader reader = reader(bytes)) {
      assertThat(reader.next()).isTrue();
      assertThat(List.of(reader.writer(), reader.key(), reader.version()))
          .containsExactly(7, 42, 1234);
      assertThat(reader.next()).isTrue();
      assertThat(List.of(reader.writer(), reader.key(), reader.version()))
          .containsExactly(7, 42, 0);
      assertThat(reader.next()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"SET rd:7 x", "SET rd:7:x x", "SET rd:1234567890:1 x", "SET rd::1 x", "SET other x"})
  void knowsNoOthers(String command) throws IOException {
    try (AofReader reader = reader(log(command))) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.writer()).isEqualTo(-1);
      assertThat(reader.version()).isZero();
    }
  }

  @Test
  void passesACommandThatIsLongerThanItsMemory() throws IOException {
    String huge = "x".repeat(5 << 20);
    try (AofReader reader = reader(log("SET a " + huge, "SET b c"))) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.name()).isEqualTo("SET");
      assertThat(reader.next()).isTrue();
      assertThat(reader.end() - reader.offset()).isEqualTo(log("SET b c").length);
      assertThat(reader.next()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "*2000000000, UNREADABLE",
    "*0, UNREADABLE",
    "*-1, UNREADABLE",
    "*x, UNREADABLE",
    "REDIS0011, INSIDE_COMMAND"
  })
  void saysSoOfWhatIsNoLog(String text, Ending ending) throws IOException {
    assertThat(ending((text + "\r\n").getBytes(ISO_8859_1))).isEqualTo(ending);
  }

  @Test
  void believesNoLengthBeforeItHasTheBytes() throws IOException {
    byte[] lie = "*2\r\n$3\r\nSET\r\n$2000000000\r\nx".getBytes(ISO_8859_1);
    assertThat(ending(lie)).isEqualTo(Ending.INSIDE_COMMAND);
    String line = "#".repeat(10 << 20);
    assertThat(ending(line.getBytes(ISO_8859_1))).isEqualTo(Ending.UNREADABLE);
    String names = "*1048576\r\n" + "$0\r\n\r\n".repeat(1 << 20);
    assertThat(units(names.getBytes(ISO_8859_1))).containsExactly(0L, (long) names.length());
  }

  /** Whatever is in a file: it ends, it says where, and it never reads beyond. */
  @Test
  void endsWhateverAFileHolds() throws IOException {
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = LOG.clone();
      for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try (AofReader reader = reader(bytes)) {
        long last = 0;
        while (reader.next()) {
          assertThat(reader.end()).isGreaterThan(reader.offset()).isLessThanOrEqualTo(bytes.length);
          assertThat(reader.offset()).isGreaterThanOrEqualTo(last);
          last = reader.end();
        }
        assertThat(reader.wholeUnits()).isLessThanOrEqualTo(bytes.length);
      }
    }
  }

  /** A stream that gives one byte at a time, as a network may. */
  @Test
  void readsAStreamThatGivesLittle() throws IOException {
    InputStream little =
        new ByteArrayInputStream(LOG) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1));
          }
        };
    assertThat(AofReader.wholeUnitsOf(little)).isEqualTo(LOG.length);
  }
}
