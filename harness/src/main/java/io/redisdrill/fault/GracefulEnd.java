package io.redisdrill.fault;

import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** An end that starts with SIGTERM and may have to finish with SIGKILL. */
final class GracefulEnd {
  private static final String KILLED = "a SIGKILL at the end of the grace";

  private GracefulEnd() {}

  static Injection of(
      Fault fault, Duration grace, RunningRedis redis, RunClock clock, Runnable end) {
    Injection ended = ProcessEnd.of(fault, redis, clock, end);
    boolean graceOver = ended.ended() - ended.began() >= grace.toNanos();
    Map<String, Object> proof = new HashMap<>(ended.proof());
    proof.put("grace", grace.toString());
    proof.put("graceOver", graceOver);
    Injection whole = ended.within(fault, ended.tookEffect(), proof);
    return graceOver ? whole.because(KILLED) : whole;
  }
}
