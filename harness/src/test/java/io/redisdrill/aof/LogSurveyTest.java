package io.redisdrill.aof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.aof.AofLog.Part;
import io.redisdrill.aof.AofLog.Role;
import io.redisdrill.aof.AofReader.Ending;
import io.redisdrill.load.RegisterValue;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.redis.Console;
import io.redisdrill.run.Waiting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log that a real Redis writes. */
class LogSurveyTest {
  private static final int BYTES = 40;

  @TempDir Path runs;

  private static void write(Console console, int writer, int from, int to) {
    for (int version = from; version <= to; version++) {
      byte[] key = RegisterValue.key(writer, version % 5);
      console.set(key, RegisterValue.encode(writer, version % 5, version, BYTES));
    }
  }

  @Test
  void holdsWhatWasWrittenAndNoMore() throws Exception {
    try (EmbeddedRedisFixture fixture =
            new EmbeddedRedisFixture(runs, EmbeddedRedisFixture.stack("aof"));
        Console console = fixture.clients().console(fixture.redis().endpoint())) {
      write(console, 0, 1, 30);
      write(console, 3, 1, 7);
      LogSurvey survey = LogSurvey.of(fixture.redis().files()).orElseThrow();
      assertThat(survey.executed()).containsOnlyKeys(0, 3);
      assertThat(survey.executes(0, 30)).isTrue();
      assertThat(survey.executes(0, 31)).isFalse();
      assertThat(survey.endsBefore(3, 8)).isTrue();
      assertThat(survey.endsBefore(1, 1)).as("of writer 1 nothing is known").isFalse();
      assertThat(survey.parts()).hasSizeGreaterThanOrEqualTo(1);
      assertThat(survey.parts()).allMatch(part -> part.ending() == Ending.WHOLE);
    }
  }

  /** As before Redis 7, the base and what came after it in one file. */
  @Test
  void findsTheEndOfARealRdbFileWithoutKnowingItsTypes() throws Exception {
    try (EmbeddedRedisFixture fixture =
            new EmbeddedRedisFixture(runs, EmbeddedRedisFixture.stack("aof"));
        Console console = fixture.clients().console(fixture.redis().endpoint())) {
      write(console, 0, 1, 500);
      console.status("BGREWRITEAOF");
      DataFiles files = fixture.redis().files();
      Waiting.until(
          "a base of the second generation",
          Duration.ofSeconds(20),
          () -> base(files).path().contains(".2."),
          () -> files.list().toString());
      write(console, 0, 501, 510);
      Part base = base(files);
      byte[] rdb = files.read(base.path());
      assertThat(new String(rdb, 0, 5, US_ASCII)).isEqualTo("REDIS");
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.write(rdb);
      both.write(files.read(AofLog.in(files).orElseThrow().last().path()));
      try (AofReader reader = AofReader.open(new ByteArrayInputStream(both.toByteArray()))) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.preamble()).isEqualTo(rdb.length);
        assertThat(reader.name()).isEqualTo("SELECT");
        assertThat(reader.next()).isTrue();
        assertThat(reader.version()).isEqualTo(501);
      }
      rdb[rdb.length / 2] ^= 1;
      assertThat(endingOf(rdb)).isEqualTo(Ending.INSIDE_COMMAND);
    }
  }

  private static Part base(DataFiles files) {
    return AofLog.in(files).orElseThrow().parts().stream()
        .filter(part -> part.role() == Role.BASE)
        .findFirst()
        .orElseThrow();
  }

  private static Ending endingOf(byte[] bytes) throws IOException {
    try (AofReader reader = AofReader.open(new ByteArrayInputStream(bytes))) {
      assertThat(reader.next()).isFalse();
      return reader.ending();
    }
  }
}
