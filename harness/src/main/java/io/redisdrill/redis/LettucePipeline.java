package io.redisdrill.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import java.util.ArrayList;
import java.util.List;

/** A {@link Pipeline} over one Lettuce connection. */
record LettucePipeline(StatefulRedisConnection<byte[], byte[]> connection) implements Pipeline {
  @Override
  public void send(List<Request> requests) {
    List<PipelinedCommand> commands = new ArrayList<>(requests.size());
    for (Request request : requests) {
      commands.add(new PipelinedCommand(request));
    }
    connection.dispatch(commands);
  }

  @Override
  public void close() {
    connection.closeAsync();
  }
}
