package io.redisdrill.platform.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The {@code redis-check-aof} of a server: the one beside it, or else the server itself under that
 * name, since they are one program (main in server.c).
 *
 * @param place of the server, and of its data
 */
record AofCheck(RedisFiles place) {
  private static final long LIMIT_SECONDS = 120;
  private static final int MOST_WORDS = 1 << 16;

  /** Repairs the AOF, and returns what the program said. */
  String fix(DataFiles files) {
    String target = target(files);
    Path file = place.data().resolve(target);
    try {
      Process process =
          new ProcessBuilder(program().toString(), "--fix", file.toString())
              .directory(place.data().toFile())
              .redirectErrorStream(true)
              .start();
      try (OutputStream answer = process.getOutputStream()) {
        answer.write("y\n".getBytes(UTF_8));
      }
      String said = new String(process.getInputStream().readNBytes(MOST_WORDS), UTF_8).strip();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw cannot(target, "nothing within " + LIMIT_SECONDS + " s", null);
      }
      if (process.exitValue() != 0) {
        throw cannot(target, said, null);
      }
      return said;
    } catch (IOException e) {
      throw cannot(target, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannot(target, "an interruption", e);
    }
  }

  /** Since Redis 7 it wants the manifest; before there is one file. */
  private static String target(DataFiles files) {
    return files.list().stream()
        .map(DataFile::path)
        .filter(path -> path.endsWith(".manifest") || path.matches("[^/]+\\.aof"))
        .findFirst()
        .orElseThrow(() -> cannot("an AOF", "neither a manifest nor an appendonly.aof", null));
  }

  private Path program() throws IOException {
    Path server = place.server();
    String name = server.getFileName().toString().replace("-server", "-check-aof");
    Path beside = server.resolveSibling(name);
    if (Files.isExecutable(beside) && !beside.equals(server)) {
      return beside;
    }
    Path link = place.directory().resolve(name.contains("check-aof") ? name : "redis-check-aof");
    Files.deleteIfExists(link);
    return Files.createSymbolicLink(link, server.toAbsolutePath());
  }

  private static DrillException cannot(String what, String found, @Nullable Exception cause) {
    return new DrillException(
        "Cannot repair " + what,
        "a redis-check-aof that ends well",
        found,
        "Look at the file in the run directory.",
        cause);
  }
}
