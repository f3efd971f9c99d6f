package io.redisdrill.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.redisdrill.EmbeddedRedisFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that never lies: nothing twice, and each request told of exactly once. */
class PipelineTest {
  private static final int BATCH = 200;
  private static final byte[] INCR = Request.encode("INCR", "counter");

  @TempDir Path runs;
  private EmbeddedRedisFixture fixture;

  @BeforeEach
  void begin() throws InterruptedException {
    fixture = new EmbeddedRedisFixture(runs, EmbeddedRedisFixture.stack("aof"));
  }

  @AfterEach
  void end() {
    fixture.close();
  }

  private Pipeline connect() {
    return fixture
        .clients()
        .pipeline(fixture.redis().endpoint())
        .toCompletableFuture()
        .orTimeout(10, TimeUnit.SECONDS)
        .join();
  }

  private long counter() {
    try (Console console = fixture.clients().console(fixture.redis().endpoint())) {
      return console
          .get(List.of("counter".getBytes(UTF_8)))
          .get(0)
          .map(value -> Long.parseLong(new String(value, UTF_8)))
          .orElse(0L);
    }
  }

  @Test
  void nothingIsExecutedTwiceWhenConnectionsAreCutOff() throws InterruptedException {
    AtomicInteger acknowledged = new AtomicInteger();
    AtomicInteger unknown = new AtomicInteger();
    for (int round = 0; round < 30; round++) {
      CountDownLatch told = new CountDownLatch(BATCH);
      try (Pipeline pipeline = connect()) {
        pipeline.send(
            requests(
                (reply, error) -> {
                  (reply == Reply.OK ? acknowledged : unknown).incrementAndGet();
                  told.countDown();
                }));
        if (round % 3 == 0) {
          pipeline.close();
        } else if (round % 3 == 1) {
          killConnections();
        }
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(acknowledged.get() + unknown.get()).isEqualTo(30 * BATCH);
    assertThat(counter()).isBetween((long) acknowledged.get(), 30L * BATCH);
    assertThat(acknowledged.get()).isGreaterThanOrEqualTo(10 * BATCH);
  }

  private static List<Request> requests(Request.Listener listener) {
    List<Request> requests = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      requests.add(new Request(INCR, listener));
    }
    return requests;
  }

  private void killConnections() {
    try (Console console = fixture.clients().console(fixture.redis().endpoint())) {
      console.number("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes");
    }
  }

  @Test
  void eachRequestIsToldOfExactlyOnceWhenTheServerDies() throws InterruptedException {
    AtomicIntegerArray told = new AtomicIntegerArray(BATCH);
    CountDownLatch all = new CountDownLatch(BATCH);
    try (Pipeline pipeline = connect()) {
      List<Request> requests = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        int number = i;
        requests.add(
            new Request(
                INCR,
                (reply, error) -> {
                  told.incrementAndGet(number);
                  all.countDown();
                }));
      }
      pipeline.send(requests);
      fixture.redis().kill();
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
    }
    for (int i = 0; i < BATCH; i++) {
      assertThat(told.get(i)).isEqualTo(1);
    }
  }

  @Test
  void aClosedConnectionAnswersNothingAndStaysClosed() throws InterruptedException {
    Pipeline pipeline = connect();
    pipeline.close();
    AtomicInteger none = new AtomicInteger();
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              none.set(0);
              pipeline.send(
                  requests(
                      (reply, error) -> {
                        if (reply == Reply.NONE) {
                          none.incrementAndGet();
                        }
                      }));
              assertThat(none.get()).isEqualTo(BATCH);
            });
  }

  @Test
  void anErrorIsTold() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(2);
    List<String> errors = new ArrayList<>();
    try (Pipeline pipeline = connect()) {
      pipeline.send(
          List.of(
              new Request(Request.encode("SET", "text", "x"), (r, e) -> told.countDown()),
              new Request(
                  Request.encode("INCR", "text"),
                  (reply, error) -> {
                    errors.add(reply + " " + error);
                    told.countDown();
                  })));
      assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(errors).hasSize(1);
    assertThat(errors.get(0)).startsWith("ERROR ERR value is not an integer");
  }
}
