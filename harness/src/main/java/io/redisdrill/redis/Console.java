package io.redisdrill.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.output.ValueListOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A connection for one command at a time, each with a deadline; a call that fails throws {@link
 * RedisUnavailableException}. One thread at a time.
 */
public final class Console implements AutoCloseable {
  private static final int SCAN_PAGE = 1_000;

  private final StatefulRedisConnection<byte[], byte[]> connection;

  Console(StatefulRedisConnection<byte[], byte[]> connection) {
    this.connection = connection;
  }

  /** Returns all fields of INFO, by name. */
  public Map<String, String> info() {
    Map<String, String> fields = new TreeMap<>();
    for (String line : call(redis()::info).split("\r?\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith("#")) {
        fields.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return fields;
  }

  /** Returns all settings in force, by name. */
  public Map<String, String> config() {
    return new TreeMap<>(call(() -> redis().configGet("*")));
  }

  /** Returns how many keys the current database holds. */
  public long size() {
    return call(redis()::dbsize);
  }

  /** Returns the values of {@code keys}, in their order. */
  public List<Optional<byte[]>> get(List<byte[]> keys) {
    List<KeyValue<byte[], byte[]>> found = call(() -> redis().mget(keys.toArray(new byte[0][])));
    List<Optional<byte[]>> values = new ArrayList<>(found.size());
    for (KeyValue<byte[], byte[]> one : found) {
      values.add(one.hasValue() ? Optional.of(one.getValue()) : Optional.empty());
    }
    return values;
  }

  /** Sets {@code key} to {@code value}. */
  public void set(byte[] key, byte[] value) {
    call(() -> redis().set(key, value));
  }

  /** Deletes {@code key}. */
  public void delete(byte[] key) {
    call(() -> redis().del(key));
  }

  /** Runs a command that answers with a status, and returns that. */
  public String status(String command, String... arguments) {
    return run(new StatusOutput<>(ByteArrayCodec.INSTANCE), command, arguments);
  }

  /** Runs a command that answers with a number, and returns that. */
  public long number(String command, String... arguments) {
    return run(new IntegerOutput<>(ByteArrayCodec.INSTANCE), command, arguments);
  }

  /** Runs a command that answers with a list of texts, and returns that. */
  public List<String> texts(String command, String... arguments) {
    List<byte[]> found = run(new ValueListOutput<>(ByteArrayCodec.INSTANCE), command, arguments);
    return found.stream().map(text -> new String(text, UTF_8)).toList();
  }

  private <T> T run(CommandOutput<byte[], byte[], T> output, String command, String... arguments) {
    CommandArgs<byte[], byte[]> rest = new CommandArgs<>(ByteArrayCodec.INSTANCE);
    Stream.of(arguments).forEach(rest::add);
    return call(() -> redis().dispatch(CommandType.valueOf(command), output, rest));
  }

  /** Returns the names of all keys, at most {@code most} of them. */
  public List<String> keys(int most) {
    List<String> names = new ArrayList<>();
    KeyScanCursor<byte[]> page = call(() -> redis().scan(ScanArgs.Builder.limit(SCAN_PAGE)));
    while (true) {
      page.getKeys().forEach(key -> names.add(new String(key, UTF_8)));
      if (page.isFinished() || names.size() >= most) {
        return names.subList(0, Math.min(most, names.size()));
      }
      KeyScanCursor<byte[]> from = page;
      page = call(() -> redis().scan(from, ScanArgs.Builder.limit(SCAN_PAGE)));
    }
  }

  private RedisCommands<byte[], byte[]> redis() {
    return connection.sync();
  }

  private static <T> T call(Supplier<T> command) {
    return RedisUnavailableException.wrap(command);
  }

  @Override
  public void close() {
    connection.close();
  }
}
