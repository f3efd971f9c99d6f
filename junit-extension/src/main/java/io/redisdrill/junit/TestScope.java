package io.redisdrill.junit;

import io.redisdrill.stack.Stack;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What one test method uses, made when it is asked for. Lives in the method's store. */
final class TestScope {
  private static final int LONGEST_NAME = 80;

  private final ExtensionContext context;
  private final Config config;
  private final Suite suite;
  private @Nullable TestRun run;

  private TestScope(ExtensionContext context) {
    this.context = context;
    this.config = Configs.of(context);
    this.suite = Suite.of(context, config);
  }

  static TestScope of(ExtensionContext context) {
    return context
        .getStore(Suite.NAMESPACE)
        .getOrComputeIfAbsent(
            "scope " + context.getUniqueId(), key -> new TestScope(context), TestScope.class);
  }

  /** Empties Redis and starts the record. */
  void begin() {
    LiveRedis live = live();
    live.reset();
    run =
        new TestRun(
            live, suite, directoryName(), Misuse.name(context.getRequiredTestMethod()), config);
  }

  RedisUnderTest redis() {
    TestRun begun = run;
    if (begun == null) {
      throw new IllegalStateException("asked for before it began: " + context.getUniqueId());
    }
    return begun.redis();
  }

  Drills drills() {
    return new Drills(
        suite, suite.platform(config), config.stack(), config.load(), new TestReports(context));
  }

  void end() {
    TestRun begun = run;
    if (begun != null) {
      new TestReports(context).publish(begun.finish(context.getExecutionException()));
    }
  }

  /** A Redis that methods share must not be shared by methods that run at the same time. */
  private LiveRedis live() {
    boolean alone =
        config.lifecycle() == Lifecycle.PER_METHOD
            || context.getExecutionMode() == ExecutionMode.CONCURRENT;
    Stack stack = config.stack();
    Store store = (alone ? context : classOf(context)).getStore(Suite.NAMESPACE);
    return store.getOrComputeIfAbsent(
        "redis " + config.redisKey(), key -> new LiveRedis(suite, config, stack), LiveRedis.class);
  }

  private static ExtensionContext classOf(ExtensionContext context) {
    ExtensionContext at = context;
    Optional<ExtensionContext> parent = at.getParent();
    while (at.getTestMethod().isPresent() && parent.isPresent()) {
      at = parent.get();
      parent = at.getParent();
    }
    return at;
  }

  private String directoryName() {
    String name =
        (context.getRequiredTestClass().getSimpleName()
                + "-"
                + context.getRequiredTestMethod().getName())
            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }
}
