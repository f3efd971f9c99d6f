package io.redisdrill.redis;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.redisdrill.platform.Endpoint;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * SETs as an ordinary user of Lettuce pipelines them, nothing recorded: what the recording client
 * is compared with.
 */
public final class PlainLettuce {
  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  private PlainLettuce() {}

  /** Writes for {@code duration} and returns how many SETs were acknowledged. */
  public static long run(
      RedisClients clients,
      Endpoint endpoint,
      int connections,
      int pipeline,
      byte[] value,
      Duration duration)
      throws InterruptedException {
    LongAdder acknowledged = new LongAdder();
    long end = System.nanoTime() + duration.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> write(clients, endpoint, number, pipeline, value, end, acknowledged),
              "plain-lettuce-" + i);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join(duration.plus(END_LIMIT).toMillis());
    }
    return acknowledged.sum();
  }

  private static void write(
      RedisClients clients,
      Endpoint endpoint,
      int number,
      int pipeline,
      byte[] value,
      long end,
      LongAdder acknowledged) {
    try (StatefulRedisConnection<byte[], byte[]> connection = clients.plain(endpoint)) {
      connection.setAutoFlushCommands(false);
      RedisAsyncCommands<byte[], byte[]> redis = connection.async();
      for (int key = 0; System.nanoTime() - end < 0; key++) {
        List<RedisFuture<String>> replies = new ArrayList<>(pipeline);
        for (int i = 0; i < pipeline; i++) {
          byte[] name =
              ("plain:" + number + ":" + (key * pipeline + i) % 100)
                  .getBytes(StandardCharsets.US_ASCII);
          replies.add(redis.set(name, value));
        }
        connection.flushCommands();
        LettuceFutures.awaitAll(
            END_LIMIT.toNanos(), TimeUnit.NANOSECONDS, replies.toArray(new RedisFuture<?>[0]));
        acknowledged.add(pipeline);
      }
    }
  }
}
