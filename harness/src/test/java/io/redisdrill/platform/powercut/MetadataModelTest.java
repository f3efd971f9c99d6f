package io.redisdrill.platform.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names a power cut rolls back, under each model. */
class MetadataModelTest {
  @TempDir Path directory;
  private Watched watched;

  @BeforeEach
  void begin() throws IOException {
    watched = new Watched(directory);
    Files.writeString(watched.data.resolve("a"), "old");
    Files.writeString(watched.data.resolve("gone"), "g");
  }

  private void leaves(String model, String script, String expected) throws Exception {
    watched.run(script);
    PowerCutProof proof = watched.cut(MetadataModel.valueOf(model));
    assertThat(proof.sound()).as(proof.doubts()).isTrue();
    assertThat(watched.contents()).isEqualTo(List.of(expected.split(" ")));
  }

  @ParameterizedTest
  @CsvSource({"JOURNAL,a=old gone=g t=new", "POSIX,a=old gone=g", "NONE,a=new"})
  void renamedAndUnlinkedWithoutALaterSync(String model, String expected) throws Exception {
    leaves(model, "printf new > t; sync t; mv t a; rm gone", expected);
  }

  @ParameterizedTest
  @CsvSource({"JOURNAL,a=new b=b", "POSIX,a=old gone=g", "NONE,a=new b=b"})
  void anotherFileSyncedAfterTheRename(String model, String expected) throws Exception {
    leaves(model, "printf new > t; sync t; mv t a; rm gone; printf b > b; sync b", expected);
  }

  @ParameterizedTest
  @CsvSource({"JOURNAL,a=new gone=g", "POSIX,a=new gone=g", "NONE,a=new gone=g"})
  void theDirectorySyncedAfterTheRename(String model, String expected) throws Exception {
    leaves(model, "printf new > t; sync t; mv t a; sync .", expected);
  }

  @ParameterizedTest
  @CsvSource({"JOURNAL,a=old gone=g s/x=1", "POSIX,a=old gone=g", "NONE,a=old gone=g s/x=1"})
  void aNewDirectorySyncedButNotItsParent(String model, String expected) throws Exception {
    leaves(model, "mkdir s; printf 1 > s/x; sync s/x; sync s", expected);
  }

  @ParameterizedTest
  @CsvSource({"JOURNAL", "POSIX", "NONE"})
  void aNewDirectoryAndItsParentSynced(String model) throws Exception {
    leaves(
        model,
        "mkdir s; printf 1 > s/x; sync s/x; sync s; sync .; printf 2 >> s/x",
        "a=old gone=g s/x=1");
  }
}
