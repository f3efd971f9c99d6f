package io.redisdrill.platform.embedded;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.Secret;
import io.redisdrill.platform.powercut.Launcher;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.stack.RedisConf;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Runs the stack's redis.conf with a redis-server process on this machine, loopback only.
 *
 * <p>Of the manifests it takes the redis.conf alone: what Kubernetes adds (probes, scheduling,
 * volumes, a Service) is not part of what it measures. Linux and macOS.
 */
public final class EmbeddedPlatform implements Platform {
  /** The name of this platform. */
  public static final String NAME = "embedded";

  private static final String DATA_LIMIT = "redis-drill.embedded.data-limit";
  private static final long MIN_FREE_BYTES = 64L << 20;
  private static final long DEFAULT_LIMIT_BYTES = 4L << 30;

  private final LocalEngine engine;
  private final Watching watching;
  private final long limitBytes;
  private final AtomicInteger count = new AtomicInteger();
  private final Set<EmbeddedRedis> running = ConcurrentHashMap.newKeySet();

  private EmbeddedPlatform(LocalEngine engine) {
    this.engine = engine;
    this.watching = new Watching(engine.directory());
    this.limitBytes = Long.getLong(DATA_LIMIT, DEFAULT_LIMIT_BYTES);
  }

  /** Returns the platform with the redis-server of the settings, or else the bundled one. */
  public static EmbeddedPlatform open() {
    return open(Optional.empty());
  }

  /** Returns the platform with the redis-server at {@code server}, or else as {@link #open()}. */
  public static EmbeddedPlatform open(Optional<Path> server) {
    return new EmbeddedPlatform(LocalEngine.open(server));
  }

  /** Returns the platform with the bundled redis-server, and all data below a directory. */
  public static EmbeddedPlatform in(Path directory) throws IOException {
    return new EmbeddedPlatform(LocalEngine.in(directory));
  }

  /** Returns the platform with the server out of a container image that is on this machine. */
  public static EmbeddedPlatform ofImage(String image) {
    return new EmbeddedPlatform(LocalEngine.ofImage(image));
  }

  /** Returns the version of the server, as it says itself. */
  public String version() {
    return engine.version();
  }

  /** Returns what INFO will say of the make and version of the server, before one runs. */
  public Map<String, String> identity() {
    return Map.of("server_name", engine.make(), "redis_version", engine.version());
  }

  /** Returns why {@link #open()} has no redis-server for this machine, or nothing if it has. */
  public static Optional<String> noServer() {
    return LocalEngine.chosen().isPresent() ? Optional.empty() : RedisBinary.bundledUnavailable();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Optional<String> unavailable(Capability what) {
    return switch (what) {
      case KILL, STOP, FILES, AOF_REPAIR -> Optional.empty();
      case FULL_DISK -> Filler.unavailable(engine.directory());
      case OUT_OF_MEMORY -> Optional.of("its process has no limit of memory; choose k3s");
      case WATCHED_DISK -> watching.unavailable();
      case PODS, NAMESPACE, JOBS ->
          Optional.of("it has no pods; run it with --platform k3s or kubeconfig");
      case NODE_POWER_CUT ->
          Optional.of("an embedded Redis has no node with other pods on it; power-cut takes it");
      case ROLL_OUT, NODE_RESTART -> Optional.of("it has neither pods nor nodes; choose k3s");
    };
  }

  @Override
  public RunningRedis deploy(Deployment deployment) {
    Secret password = Secret.generate();
    Optional<Launcher> launcher =
        deployment.watched() ? Optional.of(watching.launcher()) : Optional.empty();
    RedisFiles place = RedisFiles.own(engine.executable(), directory(), limitBytes, launcher);
    try {
      requireSpace();
      RedisConf settings = deployment.stack().confWithPassword(password.reveal());
      EmbeddedRedis redis =
          prepared(
              place,
              settings,
              password,
              deployment.clock(),
              deployment.events(),
              deployment.stack().warnings());
      redis.start();
      return redis;
    } catch (IOException e) {
      throw new DrillException(
          "Cannot prepare a data directory in " + place.directory(),
          "a directory that can be written, with space left",
          String.valueOf(e),
          "Free some space, or name another place with -Djava.io.tmpdir=DIR.",
          e);
    }
  }

  /**
   * Returns a Redis over data that somebody else keeps: down until it is started, on loopback, with
   * a password of its own. Closing it leaves the data where they are.
   *
   * @throws UsageException if a process works in that directory, as a redis-server does in its own
   */
  public RunningRedis over(Path data, RedisConf settings, RunClock clock, EventLog events) {
    Secret password = Secret.generate();
    try {
      Path real = data.toRealPath();
      DirectoryInUse.refuse(real);
      // It must not take its data from a master.
      RedisConf alone = settings.without("replicaof").without("slaveof").without("tls-port");
      return prepared(
          RedisFiles.over(engine.executable(), directory(), real),
          alone.withArguments("requirepass", List.of(password.reveal())),
          password,
          clock,
          events,
          List.of());
    } catch (IOException e) {
      throw new UsageException(
          "Cannot start a Redis on " + data,
          "a data directory that can be written",
          String.valueOf(e),
          "Name the directory that redis.conf calls 'dir'.",
          e);
    }
  }

  /**
   * Lets the server's own tool read a file to its end.
   *
   * @param limit after which it is ended
   * @throws DrillException if there is no such tool, or it gives no answer
   */
  public CheckTool.Answer check(CheckTool tool, Path file, Duration limit)
      throws InterruptedException {
    return tool.run(tool.beside(engine.executable(), engine.directory()), file, limit);
  }

  private Path directory() {
    return engine.directory().resolve("r" + count.incrementAndGet());
  }

  private EmbeddedRedis prepared(
      RedisFiles place,
      RedisConf settings,
      Secret password,
      RunClock clock,
      EventLog events,
      List<String> warnings)
      throws IOException {
    int port = engine.freePort();
    OlderServer older = OlderServer.adapt(settings, engine.version());
    RedisConf conf = place.prepare(older.settings(), port);
    Endpoint endpoint = new Endpoint("127.0.0.1", port, password, Endpoint.Route.DIRECT);
    MergedLog log = new MergedLog(clock, events, password);
    Map<String, Object> deployed = new TreeMap<>();
    deployed.put("platform", NAME);
    deployed.put("redisVersion", engine.version());
    deployed.put("port", port);
    deployed.put("conf", conf.redacted().render());
    deployed.put("warnings", Stream.concat(warnings.stream(), older.left().stream()).toList());
    events.record("deployed", deployed);
    EmbeddedRedis redis = new EmbeddedRedis(place, endpoint, log, running::remove);
    running.add(redis);
    return redis;
  }

  private void requireSpace() throws IOException {
    FileStore store = Files.getFileStore(engine.directory());
    if (store.getUsableSpace() < MIN_FREE_BYTES) {
      throw new IOException(
          "%,d bytes are free, %,d are needed".formatted(store.getUsableSpace(), MIN_FREE_BYTES));
    }
  }

  @Override
  public void close() {
    running.forEach(EmbeddedRedis::close);
    engine.close();
  }
}
