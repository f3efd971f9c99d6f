package io.redisdrill.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.StaticCredentialsProvider;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.protocol.ProtocolVersion;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.redisdrill.platform.Endpoint;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Opens exact connections: none reconnects, replays a command, or queues one while disconnected.
 * Lettuce's defaults do all three, and then execute writes twice that no client asked for twice.
 * Thread-safe.
 */
public final class RedisClients implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(10);
  private static final int IO_THREADS = 2;

  private final ClientResources resources;
  private final RedisClient pipelines;
  private final RedisClient consoles;

  /** Starts the threads that all connections share. */
  public RedisClients() {
    resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(IO_THREADS)
            .computationThreadPoolSize(2)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .build();
    pipelines = RedisClient.create(resources);
    // A timer for each command costs more than the command; the load has its own watch on time.
    pipelines.setOptions(exact().timeoutOptions(TimeoutOptions.create()).build());
    consoles = RedisClient.create(resources);
    consoles.setOptions(exact().timeoutOptions(TimeoutOptions.enabled(COMMAND_LIMIT)).build());
  }

  private static ClientOptions.Builder exact() {
    return ClientOptions.builder()
        .autoReconnect(false)
        .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
        .replayFilter(command -> true)
        .protocolVersion(ProtocolVersion.RESP2)
        .maintNotificationsConfig(MaintNotificationsConfig.disabled())
        .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_LIMIT).build());
  }

  /** Connects for many requests at once; completes exceptionally if that fails. */
  public CompletionStage<Pipeline> pipeline(Endpoint endpoint) {
    return pipelines
        .connectAsync(ByteArrayCodec.INSTANCE, uri(endpoint))
        .thenApply(connection -> (Pipeline) new LettucePipeline(connection));
  }

  /** Connects for {@link PlainLettuce}. */
  StatefulRedisConnection<byte[], byte[]> plain(Endpoint endpoint) {
    return pipelines.connect(ByteArrayCodec.INSTANCE, uri(endpoint));
  }

  /**
   * Connects for one command at a time.
   *
   * @throws RedisUnavailableException if that fails
   */
  public Console console(Endpoint endpoint) {
    return new Console(
        RedisUnavailableException.wrap(
            () -> consoles.connect(ByteArrayCodec.INSTANCE, uri(endpoint))));
  }

  /**
   * With a password alone, Lettuce 7.7 asks for it on another thread; if Redis answers before that
   * thread is done, the connection is handed out before it is active, and rejects its first
   * command: one in two thousand did. Credentials that are there at once keep to one thread.
   */
  private static RedisURI uri(Endpoint endpoint) {
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(endpoint.host())
            .withPort(endpoint.port())
            .withTimeout(COMMAND_LIMIT);
    char[] password = endpoint.password().reveal().toCharArray();
    if (password.length > 0) {
      uri.withAuthentication(new StaticCredentialsProvider(null, password));
    }
    return uri.build();
  }

  @Override
  public void close() {
    long limit = CONNECT_LIMIT.toMillis();
    // Joined, since the other shutdown() throws where the thread was interrupted, as by Ctrl-C.
    pipelines.shutdownAsync(0, limit, TimeUnit.MILLISECONDS).join();
    consoles.shutdownAsync(0, limit, TimeUnit.MILLISECONDS).join();
    resources.shutdown(0, limit, TimeUnit.MILLISECONDS).awaitUninterruptibly();
  }
}
