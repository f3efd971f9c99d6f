package io.redisdrill.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.UsageException;
import io.redisdrill.platform.embedded.LocalEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be swept is refused in words, and stays as it is. */
class BadSourceTest {
  private static final String LOG = "appendonlydir/appendonly.aof.1.incr.aof";
  private static final String MANIFEST = "appendonlydir/appendonly.aof.manifest";

  @TempDir private Path directory;
  private LocalEngine engine;
  private Path source;

  @BeforeEach
  void record() {
    engine = LocalEngine.open(Optional.empty());
    source = KnownAnswer.record(engine);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void refuses(SweepPlan plan, String why) throws IOException {
    Map<String, String> before = content(plan.source());
    Path out = directory.resolve("out");
    assertThatThrownBy(() -> SweepRunner.of(engine).run(plan, out, it -> {}))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(why);
    assertThat(content(plan.source())).isEqualTo(before);
    assertThat(out.resolve("sweep.json")).doesNotExist();
  }

  private static Map<String, String> content(Path directory) throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        content.put(
            file + " " + Files.getLastModifiedTime(file),
            Arrays.toString(Files.readAllBytes(file)));
      }
    }
    return content;
  }

  @Test
  void oneThatAServerHolds() throws Exception {
    Station station = Station.make(engine, "holder", SweepSettings.recording(engine.version()));
    Files.createDirectories(station.data());
    try (Server server = Server.boot(station, Duration.ofSeconds(30))) {
      assertThat(server.start()).isEqualTo(Server.Start.SERVING);
      refuses(SweepPlan.truncations(station.data()), "in it");
    }
  }

  @Test
  void oneWithoutPersistenceFiles() throws IOException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    refuses(SweepPlan.truncations(empty), "no persistence files");
  }

  @Test
  void anEmptyLog() throws IOException {
    Files.newByteChannel(
            source.resolve(LOG), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
        .close();
    refuses(SweepPlan.truncations(source), "0 bytes in " + LOG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../appendonly.aof", "/etc/hostname", "sub/../../x", "missing.aof"})
  void aManifestThatNamesWhatIsNotBesideIt(String name) throws IOException {
    Files.writeString(source.resolve(MANIFEST), "file %s seq 1 type i\n".formatted(name));
    refuses(SweepPlan.truncations(source), "in appendonly.aof.manifest");
  }

  @Test
  void aManifestThatNamesALinkOutOfIt() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "*1\r\n$4\r\nPING\r\n");
    Files.createSymbolicLink(source.resolve("appendonlydir/link.aof"), secret);
    Files.writeString(source.resolve(MANIFEST), "file link.aof seq 1 type i\n");
    refuses(SweepPlan.truncations(source), "no file beside the manifest");
  }

  @Test
  void aFileThatIsNotThere() throws IOException {
    SweepPlan plan = SweepPlan.truncations(source);
    refuses(
        new SweepPlan(
            source,
            plan.kind(),
            Optional.of("dump.rdb"),
            plan.sampling(),
            plan.shard(),
            plan.settings()),
        LOG);
  }

  @Test
  void wordsThatMakeNoSense() {
    assertThatThrownBy(() -> new Sampling(0, 0, 1)).hasMessageContaining("--stride");
    assertThatThrownBy(() -> Shard.parse("5/4")).hasMessageContaining("1/4");
    assertThatThrownBy(() -> Shard.parse("1/0")).hasMessageContaining("--shard");
    assertThatThrownBy(() -> SweepPlan.truncations(source).with(Map.of("dir", "/")))
        .hasMessageContaining("--set dir");
  }
}
