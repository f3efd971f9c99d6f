package io.redisdrill.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.redisdrill.EmbeddedRedisFixture;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.recovery.Serving;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that lies for a fault that breaks off must not lie to whoever uses it next. */
class DiskTroubleTest {
  @TempDir Path directory;

  @Test
  void aFaultThatBreaksOffLeavesAHealthyDisk() throws InterruptedException {
    RunClock clock = RunClock.start();
    try (EmbeddedPlatform platform = EmbeddedPlatform.open();
        RedisClients clients = new RedisClients();
        EventLog events = RunDirectory.create(directory, "disk", clock.startedAt()).record(clock)) {
      assumeTrue(platform.unavailable(Capability.WATCHED_DISK).isEmpty());
      try (RunningRedis redis =
          platform.deploy(
              new Deployment(
                  EmbeddedRedisFixture.stack("aof").with("appendfsync", "always"),
                  clock,
                  events,
                  true))) {
        Serving.await(redis, clients, Duration.ofSeconds(20));
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS)
            .execute(Thread.currentThread()::interrupt);
        assertThatThrownBy(() -> new LyingDisk().inject(redis, clock))
            .isInstanceOfAny(InterruptedException.class, RuntimeException.class);
        Thread.interrupted();
        long lied = redis.disk().syncs().lied();
        long kept = redis.disk().syncs().syncs().durable();
        try (Console console = clients.console(redis.endpoint())) {
          console.set("key".getBytes(US_ASCII), "value".getBytes(US_ASCII));
        }
        assertThat(redis.disk().syncs().lied()).isEqualTo(lied);
        assertThat(redis.disk().syncs().syncs().durable()).isGreaterThan(kept);
      }
    }
  }
}
