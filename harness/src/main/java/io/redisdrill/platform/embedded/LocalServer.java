package io.redisdrill.platform.embedded;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.Identity;
import io.redisdrill.platform.PersistenceLog;
import io.redisdrill.platform.RunningRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Redis that somebody else started, with its data directory on this machine: it can be looked at,
 * not changed. Immutable.
 *
 * @param endpoint where it listens
 * @param data its data directory
 */
public record LocalServer(Endpoint endpoint, Path data) implements RunningRedis {
  @Override
  public Identity process() {
    throw notOurs("tell the process of");
  }

  @Override
  public void kill() {
    throw notOurs("kill");
  }

  @Override
  public void terminate(Duration grace) {
    throw notOurs("stop");
  }

  @Override
  public void stop(Duration grace) {
    throw notOurs("stop");
  }

  @Override
  public void start() {
    throw notOurs("start");
  }

  @Override
  public DataFiles files() {
    return new LocalDataFiles(data, () -> true);
  }

  @Override
  public PersistenceLog log() {
    return List::of;
  }

  @Override
  public void check() {
    // Nothing of it is ours to check.
  }

  @Override
  public Optional<String> gaveUp() {
    return Optional.empty();
  }

  private DrillException notOurs(String verb) {
    return new DrillException(
        "Cannot %s the Redis at %s:%d".formatted(verb, endpoint.host(), endpoint.port()),
        "a server that was deployed for a drill",
        "one that somebody else started",
        "Do it yourself.");
  }

  /** Leaves it as it is. */
  @Override
  public void close() {
    // It is somebody else's.
  }
}
