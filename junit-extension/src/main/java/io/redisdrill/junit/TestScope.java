package io.redisdrill.junit;

import io.redisdrill.stack.Stack;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What one test method uses, made when it is asked for. Lives in the method's store. */
final class TestScope {
  /** Stores look into those above them, where one of the same settings may be shared. */
  private record OwnRedis(String uniqueId) {}

  private final ExtensionContext context;
  private final Config config;
  private final Suite suite;
  private final TestReports reports;
  private @Nullable RedisPool pool;
  private @Nullable LiveRedis live;
  private @Nullable TestRun run;

  private TestScope(ExtensionContext context) {
    this.context = context;
    this.config = Configs.of(context);
    this.suite = Suite.of(context);
    this.reports = new TestReports(context);
  }

  static TestScope of(ExtensionContext context) {
    return context
        .getStore(Suite.NAMESPACE)
        .getOrComputeIfAbsent(key(context), key -> new TestScope(context), TestScope.class);
  }

  /** Returns the scope of a test that has asked for one. */
  static Optional<TestScope> ifAny(ExtensionContext context) {
    return Optional.ofNullable(
        context.getStore(Suite.NAMESPACE).get(key(context), TestScope.class));
  }

  private static String key(ExtensionContext context) {
    return "scope " + context.getUniqueId();
  }

  /** Returns the Redis of this test, empty when it first asks, and starts the record of it. */
  synchronized RedisUnderTest redis() {
    TestRun begun = run;
    if (begun == null) {
      RedisPool from = findPool();
      LiveRedis taken = from.take();
      pool = from;
      live = taken;
      begun =
          new TestRun(
              taken,
              TestNames.directory(context),
              Misuse.name(context.getRequiredTestMethod()),
              config,
              reports);
      run = begun;
    }
    return begun.redis();
  }

  Drills drills() {
    return new Drills(suite, config, reports);
  }

  /** Returns where the record of this test is, if there is one. */
  Optional<String> directory() {
    return Optional.ofNullable(run).map(TestRun::directory);
  }

  /** Ends the record, and lets another test have the Redis. */
  void end() {
    TestRun begun = run;
    try {
      if (begun != null) {
        begun.end(context.getExecutionException());
      }
    } finally {
      giveBack();
    }
  }

  private void giveBack() {
    RedisPool to = pool;
    LiveRedis taken = live;
    if (to != null && taken != null) {
      to.giveBack(taken);
    }
  }

  private RedisPool findPool() {
    boolean alone = config.lifecycle() == Lifecycle.PER_METHOD;
    Object key = alone ? new OwnRedis(context.getUniqueId()) : config.redisKey();
    // Asked for first, so that JUnit's stores close them after every Redis.
    var platform = suite.platform(config);
    var clients = suite.clients();
    Supplier<Stack> stack = config::stack;
    boolean watched = config.watchSyncs();
    return (alone ? context : owner())
        .getStore(Suite.NAMESPACE)
        .getOrComputeIfAbsent(
            key,
            k -> new RedisPool(() -> LiveRedis.deploy(platform, stack.get(), clients, watched)),
            RedisPool.class);
  }

  /** Returns the outermost class whose tests ask for the same Redis as this one. */
  private ExtensionContext owner() {
    ExtensionContext owner = context;
    Optional<ExtensionContext> next = context.getParent();
    while (next.isPresent() && next.get().getTestClass().isPresent()) {
      ExtensionContext outer = next.get();
      boolean same = Configs.of(outer).redisKey().equals(config.redisKey());
      if (outer.getTestMethod().isEmpty() && !same) {
        break;
      }
      owner = outer;
      next = outer.getParent();
    }
    return owner;
  }
}
