package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.platform.DataFiles.DataFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breaks a restore off at each of its steps, and runs it again. */
class InterruptedRestoreTest {
  private static final int KEYS = 200;
  // Shorter than what Redis compresses.
  private static final String MARK = "before the restore";
  private static final Optional<String> MARKED = Optional.of(MARK);

  @TempDir Path directory;

  /** The end of the JVM: nothing that a restore could catch, and clean up after. */
  private static final class Gone extends Error {
    private static final long serialVersionUID = 1L;
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdb", "aof", "hybrid"})
  void runAgainItAlwaysEndsInTheFullDataset(String stack) throws InterruptedException {
    try (Bench bench = new Bench(directory, Bench.stack(stack))) {
      bench.fill(KEYS);
      Path archive = bench.download(bench.backUp());
      List<String> steps = new ArrayList<>();
      bench.restore(steps::add).run(archive);
      assertThat(steps).hasSizeGreaterThan(8);
      for (int at = 0; at < steps.size(); at++) {
        breakOffAt(bench, stack, archive, at, steps.get(at));
      }
    }
  }

  private void breakOffAt(Bench bench, String stack, Path archive, int at, String step)
      throws InterruptedException {
    bench.deploy(Bench.stack(stack));
    bench.set("only-here", MARK);
    List<String> done = new ArrayList<>();
    Restore broken =
        bench.restore(
            name -> {
              if (done.size() == at) {
                throw new Gone();
              }
              done.add(name);
            });
    assertThatThrownBy(() -> broken.run(archive)).isInstanceOf(Gone.class);
    assertThat(done.contains("stop") ? onVolume(bench) : bench.get("only-here").equals(MARKED))
        .as("the old data, broken off before '%s', after %s", step, done)
        .isTrue();

    bench.restore(name -> {}).run(archive);
    assertThat(bench.size()).as("broken off before '%s', after %s", step, done).isEqualTo(KEYS);
    assertThat(bench.get("key:" + (KEYS - 1))).hasValue("value:" + (KEYS - 1));
    assertThat(onVolume(bench)).as("the old data, after %s", done).isTrue();
    assertThat(bench.redis().files().list())
        .extracting(DataFile::path)
        .noneMatch(path -> path.startsWith(".restore/"));
  }

  /** Whether some file has the old data, whatever its name is now. */
  private static boolean onVolume(Bench bench) {
    return bench.redis().files().list().stream()
        .map(file -> new String(bench.redis().files().read(file.path()), ISO_8859_1))
        .anyMatch(content -> content.contains(MARK));
  }
}
