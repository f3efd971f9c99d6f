package io.redisdrill.platform.embedded;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import io.redisdrill.run.FileTrees;
import io.redisdrill.stack.RedisConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What one embedded Redis has on disk.
 *
 * @param server the executable
 * @param directory is its own and goes with it
 * @param data its data directory, in there or somebody else's
 * @param limitBytes the most that the data directory may grow to
 */
record RedisFiles(Path server, Path directory, Path data, long limitBytes) {
  /** Returns those of a Redis whose data go with it. */
  static RedisFiles own(Path server, Path directory, long limitBytes) {
    return new RedisFiles(server, directory, directory.resolve("data"), limitBytes);
  }

  /**
   * Returns those of a Redis on data that stay. The executable is copied: the guard tells our
   * processes apart by where they work or what they execute.
   */
  static RedisFiles over(Path server, Path directory, Path data) throws IOException {
    Files.createDirectories(directory);
    Path copy = Files.copy(server, directory.resolve("redis-server"), COPY_ATTRIBUTES);
    return new RedisFiles(copy, directory, data, Long.MAX_VALUE);
  }

  Path conf() {
    return directory.resolve("redis.conf");
  }

  /**
   * Makes the directories and writes a redis.conf for this machine: what only a container has
   * (directory, address, port, log file) is replaced. The password is in this file alone, which
   * only this user can read.
   */
  RedisConf prepare(RedisConf settings, int port) throws IOException {
    Files.createDirectories(data());
    RedisConf here =
        settings
            .withArguments("dir", List.of(data().toString()))
            .with("bind", "127.0.0.1")
            .with("port", Integer.toString(port))
            .with("daemonize", "no")
            .with("logfile", "")
            .without("unixsocket")
            .without("pidfile");
    Files.createFile(
        conf(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(conf(), here.render());
    return here;
  }

  void delete() throws IOException {
    FileTrees.delete(directory);
  }
}
