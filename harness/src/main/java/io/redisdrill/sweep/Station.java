package io.redisdrill.sweep;

import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.Secret;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.platform.powercut.Launcher;
import io.redisdrill.stack.RedisConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/** Where one worker starts servers, one at a time: its own directory, settings and port. */
final class Station {
  private final LocalEngine engine;
  private final Path directory;
  private final Path conf;
  private final Secret password;
  private final Optional<Launcher> launcher;
  private int port;

  private Station(
      LocalEngine engine, Path directory, Path conf, Secret password, Optional<Launcher> launcher) {
    this.engine = engine;
    this.directory = directory;
    this.conf = conf;
    this.password = password;
    this.launcher = launcher;
    this.port = engine.freePort();
  }

  /** Makes one; its settings, with a password of its own, can be read by this user alone. */
  static Station make(LocalEngine engine, String name, RedisConf settings) throws IOException {
    Path directory = Files.createDirectories(engine.directory().resolve(name));
    Secret password = Secret.generate();
    Path conf =
        Files.createFile(
            directory.resolve("redis.conf"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(conf, settings.with("requirepass", password.reveal()).render());
    return new Station(engine, directory, conf, password, Optional.empty());
  }

  /** Returns the same place, whose servers start under the launcher of power cuts. */
  Station watchedBy(Launcher watching) {
    return new Station(engine, directory, conf, password, Optional.of(watching));
  }

  /** Returns where the data directory of the next server is put. */
  Path data() {
    return directory.resolve("data");
  }

  /** Returns what the servers here say. */
  Path log() {
    return directory.resolve("log");
  }

  /** Starts a server on {@link #data}. */
  Process start() throws IOException {
    List<String> server =
        List.of(engine.executable().toString(), conf.toString(), "--port", Integer.toString(port));
    ProcessBuilder builder =
        new ProcessBuilder(launcher.map(it -> it.watching(data(), server)).orElse(server))
            .directory(data().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    return builder.start();
  }

  /** Returns whether the last server ended because somebody took its port; then takes another. */
  boolean lostItsPort() throws IOException {
    boolean lost = LastWords.of(log()).contains("ddress already in use");
    if (lost) {
      port = engine.freePort();
    }
    return lost;
  }

  Endpoint endpoint() {
    return new Endpoint("127.0.0.1", port, password, Endpoint.Route.DIRECT);
  }
}
