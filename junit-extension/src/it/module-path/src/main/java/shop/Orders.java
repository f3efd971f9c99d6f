package shop;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.net.URI;
import java.time.Duration;

/** An application that writes to Redis. */
final class Orders implements AutoCloseable {
  private final RedisClient client;
  private final StatefulRedisConnection<String, String> connection;

  Orders(URI redis) {
    client = RedisClient.create(redis.toString());
    connection = client.connect();
  }

  void place(int count) {
    for (int i = 0; i < count; i++) {
      connection.sync().rpush("orders", "order " + i);
    }
  }

  long count() {
    return connection.sync().llen("orders");
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
  }
}
