package io.redisdrill.fault;

import io.redisdrill.platform.Identity;
import io.redisdrill.platform.PersistenceLog.Line;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends the process in some way and proves by the platform's own log that it is gone. */
final class ProcessEnd {
  /** The key of the proof with the words in which the platform told the end. */
  static final String PLATFORM_SAYS = "platformSays";

  private ProcessEnd() {}

  static Injection of(Fault fault, RunningRedis redis, RunClock clock, Runnable end) {
    Identity before = redis.process();
    long began = clock.now();
    end.run();
    Optional<Line> gone =
        redis.log().first(Source.GONE, began, text -> text.startsWith(before.id()));
    Map<String, Object> proof = new HashMap<>();
    proof.put("process", before.id());
    gone.ifPresent(
        line -> {
          proof.put(
              "goneAfterMillis", (line.at() - began) / (double) TimeUnit.MILLISECONDS.toNanos(1));
          proof.put(PLATFORM_SAYS, line.text());
        });
    long ended = gone.map(Line::at).orElseGet(clock::now);
    return new Injection(fault.name(), fault.severity(), began, ended, gone.isPresent(), proof);
  }
}
