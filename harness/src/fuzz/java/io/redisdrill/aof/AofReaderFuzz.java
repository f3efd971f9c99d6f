package io.redisdrill.aof;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Whatever a file holds: the reader ends, in order, within the file, and says how it ends. Run with
 * {@code JAZZER_FUZZ=1 mvn -Pfuzz -pl harness test -Dtest=AofReaderFuzz}; without the variable it runs
 * the inputs that were found before.
 */
class AofReaderFuzz {
  @FuzzTest(maxDuration = "2m")
  void endsWhateverAFileHolds(byte[] bytes) throws IOException {
    try (AofReader reader = AofReader.open(new ByteArrayInputStream(bytes))) {
      long last = reader.preamble();
      while (reader.next()) {
        require(reader.offset() >= last, "commands overlap");
        require(reader.end() > reader.offset(), "a command of no bytes");
        require(reader.end() <= bytes.length, "a command beyond the end");
        require(reader.wholeUnits() <= reader.end(), "more whole units than bytes");
        require(reader.version() >= 0, "a negative version");
        last = reader.end();
      }
      require(!reader.next(), "it goes on after its end");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
