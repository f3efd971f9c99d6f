package io.redisdrill.junit;

import io.redisdrill.platform.Platform;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Collects what a {@link RedisPersistenceExtension} is to do. What is not said here is looked up
 * where {@link RedisPersistenceTest} looks it up. Not thread-safe.
 */
public final class RedisPersistenceExtensionBuilder {
  private final Map<String, String> values = new LinkedHashMap<>();
  private Optional<Stack> stack = Optional.empty();
  private Optional<Platform> platform = Optional.empty();

  RedisPersistenceExtensionBuilder() {}

  /** Deploys this stack. */
  public RedisPersistenceExtensionBuilder stack(Stack value) {
    stack = Optional.of(value);
    values.put("redis-drill.stack", value.name());
    return this;
  }

  /** Deploys the stack of that name, path or class path resource. */
  public RedisPersistenceExtensionBuilder stack(String name) {
    stack = Optional.empty();
    values.put("redis-drill.stack", name);
    return this;
  }

  /**
   * Overrides a setting of redis.conf, on top of those said before.
   *
   * @param name of the setting
   * @param value what follows the name on a line of redis.conf
   */
  public RedisPersistenceExtensionBuilder set(String name, String value) {
    values.merge("redis-drill.set", name + "=" + value, (old, more) -> old + "\n" + more);
    return this;
  }

  /** Runs on this platform, which stays the caller's to close after the last test. */
  public RedisPersistenceExtensionBuilder platform(Platform value) {
    platform = Optional.of(value);
    values.put("redis-drill.platform", value.name());
    return this;
  }

  /** Runs on this platform, which all tests of the JVM share. */
  public RedisPersistenceExtensionBuilder platform(PlatformChoice value) {
    platform = Optional.empty();
    values.put("redis-drill.platform", value == PlatformChoice.UNSET ? "" : value.name());
    return this;
  }

  /** Sets how long a Redis lives. */
  public RedisPersistenceExtensionBuilder lifecycle(Lifecycle value) {
    values.put("redis-drill.lifecycle", value == Lifecycle.UNSET ? "" : value.name());
    return this;
  }

  /** Loads each drill for this long before its fault. */
  public RedisPersistenceExtensionBuilder load(Duration value) {
    values.put("redis-drill.load", value.toString());
    return this;
  }

  /** Runs each drill this often. */
  public RedisPersistenceExtensionBuilder repeat(int value) {
    values.put("redis-drill.repeat", Integer.toString(value));
    return this;
  }

  /** Records below this directory. */
  public RedisPersistenceExtensionBuilder runs(Path value) {
    values.put("redis-drill.runs", value.toString());
    return this;
  }

  /** Runs this redis-server on the embedded platform. */
  public RedisPersistenceExtensionBuilder redis(Path value) {
    values.put("redis-drill.redis", value.toString());
    return this;
  }

  /**
   * Watches the syncs of Redis, so that {@code inject(new PowerCut())} and the faults of disks
   * work. Drills watch by themselves where they need it.
   */
  public RedisPersistenceExtensionBuilder watchSyncs() {
    values.put("redis-drill.watch-syncs", "true");
    return this;
  }

  /** Returns the extension. */
  public RedisPersistenceExtension build() {
    return new RedisPersistenceExtension(new Registered(values, stack, platform));
  }
}
