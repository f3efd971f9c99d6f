package io.redisdrill.platform.powercut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A data directory, and processes on it that run under the launcher. */
final class Watched {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  final Launcher launcher;
  final Path data;

  Watched(Path directory) throws IOException {
    assumeTrue(
        System.getProperty("os.name").startsWith("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "the launcher is tested on Linux x86-64");
    launcher = Launcher.unpack(directory);
    launcher
        .unavailable()
        .ifPresent(why -> assumeTrue(false, why)); // said by the kernel, not by us
    data = Files.createDirectory(directory.resolve("data"));
  }

  /** Starts a shell script in the data directory. */
  Process start(String script, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.program().toString(), "run"));
    command.addAll(List.of(options));
    command.addAll(List.of("-d", data.toString(), "--", "sh", "-c", script));
    return new ProcessBuilder(command)
        .directory(data.toFile())
        .redirectErrorStream(true)
        .redirectOutput(data.resolveSibling("output").toFile())
        .start();
  }

  /** Runs a shell script to its end, which is a SIGKILL of its own. */
  void run(String script, String... options) throws Exception {
    assertThat(end(start(script + "\nkill -9 $$", options))).as(output()).isEqualTo(137);
  }

  static int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** SIGKILL of the process and what it started. */
  static void kill(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    end(process);
  }

  String output() throws IOException {
    Path output = data.resolveSibling("output");
    return Files.exists(output) ? Files.readString(output) : "";
  }

  PowerCutProof cut() {
    return cut(MetadataModel.JOURNAL);
  }

  PowerCutProof cut(MetadataModel model) {
    return launcher.cut(data, model);
  }

  void control(DiskControl control) throws IOException {
    control.applyTo(data);
  }

  Path ledger() {
    return data.resolve(Launcher.SIDE_FOLDER).resolve("ledger");
  }

  void awaitRecord(String start) {
    await("a record " + start)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(2))
        .until(
            () ->
                Files.exists(ledger())
                    && Files.readAllLines(ledger()).stream().anyMatch(l -> l.startsWith(start)));
  }

  void awaitFile(String name) {
    await(name)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> Files.exists(data.resolve(name)));
  }

  String read(String name) throws IOException {
    return Files.readString(data.resolve(name));
  }

  /** All files of the data, "name=content", in order. */
  List<String> contents() throws IOException {
    try (var files = Files.walk(data)) {
      List<String> contents = new ArrayList<>();
      for (Path file :
          files.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList()) {
        String name = data.relativize(file).toString();
        if (!name.startsWith(Launcher.SIDE_FOLDER)) {
          contents.add(name + "=" + Files.readString(file));
        }
      }
      return contents;
    }
  }
}
