package io.redisdrill.platform.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher refuses, or says of a run that it could not watch. */
class LauncherBadInputTest {
  @TempDir Path directory;
  private Watched watched;

  @BeforeEach
  void begin() throws IOException {
    watched = new Watched(directory);
  }

  private String refused(int code, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(watched.launcher.program().toString()));
    command.addAll(List.of(arguments));
    Path said = directory.resolve("said");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(Watched.end(process)).as(Files.readString(said)).isEqualTo(code);
    return Files.readString(said);
  }

  private void fourParts(String said, String found) {
    assertThat(said)
        .startsWith("powercut: Cannot ")
        .contains("\n  expected: ", "\n  found: ", "\n  next: ", found);
  }

  private String data() {
    return watched.data.toString();
  }

  private List<String> unsound(String script) throws Exception {
    watched.run(script);
    String before = watched.read("a");
    PowerCutProof proof = watched.cut();
    assertThat(proof.sound()).isFalse();
    assertThat(proof.applied()).isFalse();
    assertThat(watched.read("a")).isEqualTo(before);
    assertThat(proof.doubts()).isNotBlank();
    return proof.reasons().stream().map(PowerCutProof.Doubt::reason).toList();
  }

  @Test
  void aServerThatGoesToTheBackground() throws Exception {
    fourParts(
        refused(64, "run", "-d", data(), "--", "true", "--daemonize", "yes"), "'daemonize yes'");
    Path conf = Files.writeString(directory.resolve("redis.conf"), "port 0\ndaemonize yes\n");
    Path server = Files.copy(Path.of("/bin/true"), directory.resolve("redis-server"));
    fourParts(
        refused(64, "run", "-d", data(), "--", server.toString(), conf.toString()),
        "'daemonize yes'");
  }

  @Test
  void aProgramThatCannotBeReadByItsUser() throws Exception {
    assumeTrue(!System.getProperty("user.name").equals("root"), "root can read every program");
    Path server = Files.copy(Path.of("/bin/true"), directory.resolve("server"));
    Files.setPosixFilePermissions(server, PosixFilePermissions.fromString("--x--x--x"));
    fourParts(refused(125, "run", "-d", data(), "--", server.toString()), server.toString());
  }

  @Test
  void aSideFolderOnAnotherFileSystem() throws Exception {
    Path shared = Path.of("/dev/shm");
    assumeTrue(
        Files.isWritable(shared)
            && !Files.getFileStore(shared).equals(Files.getFileStore(directory)),
        "/dev/shm is no other file system here");
    Path side = Files.createTempDirectory(shared, "powercut");
    try {
      fourParts(
          refused(64, "run", "-s", side.toString(), "-d", data(), "--", "true"), "another one");
    } finally {
      Files.delete(side);
    }
  }

  @Test
  void aSideFolderThatIsALink() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    Files.createSymbolicLink(watched.data.resolve(Launcher.SIDE_FOLDER), elsewhere);
    fourParts(refused(64, "run", "-d", data(), "--", "true"), "Not a directory");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void aSecondListener() throws Exception {
    Path inner = Files.createDirectory(directory.resolve("inner"));
    String program = watched.launcher.program().toString();
    String said =
        refused(
            125, "run", "-d", data(), "--", program, "run", "-d", inner.toString(), "--", "true");
    fourParts(said, "EBUSY");
  }

  @Test
  void noDataDirectoryNoServerNoSense() throws Exception {
    fourParts(refused(64, "cut", "-d", directory.resolve("none").toString()), "No such file");
    fourParts(refused(127, "run", "-d", data(), "--", "/no/such"), "/no/such");
    assertThat(refused(64, "cut", "-m", "zfs", "-d", data())).startsWith("usage:");
    assertThat(refused(64, "run", "-d", data())).startsWith("usage:");
  }

  @Test
  void aDirectoryThatNoServerWroteUnderTheLauncher() throws Exception {
    Files.writeString(watched.data.resolve("a"), "1");
    PowerCutProof proof = watched.cut();
    assertThat(proof.sound()).isFalse();
    assertThat(proof.doubts()).contains("no ledger");
    assertThat(watched.read("a")).isEqualTo("1");
  }

  @Test
  void synchronousWritesAreNotFollowed() throws Exception {
    assertThat(unsound("printf 1 > a; dd if=/dev/zero of=b oflag=dsync bs=1 count=1"))
        .contains("sync-open");
  }

  @Test
  void aSyncOfEverythingIsNotFollowed() throws Exception {
    assertThat(unsound("printf 1 > a; sync -f a")).containsExactly("untracked-sync");
  }

  @Test
  void preallocatedFilesAreNotFollowed() throws Exception {
    assertThat(unsound("printf 1 > a; fallocate -l 100 b")).containsExactly("fallocated");
  }

  @Test
  void aDurableFileEmptiedInPlace() throws Exception {
    assertThat(unsound("printf 123 > a; sync a; printf 4 > a")).containsExactly("overwritten");
  }

  @Test
  void directoriesInDirectories() throws Exception {
    assertThat(unsound("printf 1 > a; mkdir s; printf 1 > s/b; sync s/b; mkdir s/deep; sync s"))
        .contains("deep-directory");
  }

  @Test
  void aServerThatStillRuns() throws Exception {
    Process process = watched.start("touch ready; while :; do sleep 0.05; done");
    watched.awaitFile("ready");
    try {
      fourParts(refused(75, "cut", "-w", "100", "-d", data()), "one that still runs");
    } finally {
      Watched.kill(process);
    }
  }
}
