package io.redisdrill.platform.embedded;

import io.redisdrill.platform.Secret;
import io.redisdrill.run.FileTrees;
import io.redisdrill.stack.RedisConf;
import io.redisdrill.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * What one embedded Redis has on disk.
 *
 * @param server the executable
 * @param directory holds all else
 * @param limitBytes the most that the data directory may grow to
 */
record RedisFiles(Path server, Path directory, long limitBytes) {
  Path conf() {
    return directory.resolve("redis.conf");
  }

  Path data() {
    return directory.resolve("data");
  }

  /**
   * Makes the directories and writes a redis.conf for this machine: what only a container has
   * (directory, address, port, log file) is replaced. The password is in this file alone, which
   * only this user can read.
   */
  RedisConf prepare(Stack stack, int port, Secret password) throws IOException {
    Files.createDirectories(data());
    RedisConf here =
        stack
            .confWithPassword(password.reveal())
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
