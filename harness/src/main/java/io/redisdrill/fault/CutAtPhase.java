package io.redisdrill.fault;

import io.redisdrill.aof.LogEnd;
import io.redisdrill.platform.FaultyDisk;
import io.redisdrill.platform.FaultyDisk.PreparedCut;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.platform.powercut.PowerCutProof;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

/**
 * A loss of power at a part of the wall clock's second.
 *
 * @param fault what it is called
 * @param cut when it comes, and what becomes of names
 * @param preparing takes all that takes time before that moment
 */
record CutAtPhase(
    Fault fault, PowerCut cut, BiFunction<FaultyDisk, MetadataModel, PreparedCut> preparing) {
  Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    FaultyDisk disk = redis.disk();
    PreparedCut prepared = preparing.apply(disk, cut.model());
    awaitPhase();
    Map<String, Object> proof = new HashMap<>();
    try (BusyRedis busy = BusyRedis.with(cut.during(), redis)) {
      if (cut.busy()) {
        Waiting.exactly(cut.busyFor());
      }
      busy.child().ifPresent(child -> proof.put("childRunning", child));
    }
    double asked = millisOfSecond(Instant.now());
    PowerCutProof[] done = new PowerCutProof[1];
    LogLeft left = new LogLeft();
    Injection ended = ProcessEnd.of(fault, redis, clock, () -> done[0] = prepared.cut(left));
    boolean logged = disk.logsKills() && ended.tookEffect();
    Instant end = clock.startedAt().plusNanos(ended.ended());
    proof.put("phaseMillis", logged ? millisOfSecond(end) : asked);
    if (!prepared.containers().isEmpty()) {
      proof.put("containers", prepared.containers());
    }
    proof.putAll(ended.proof());
    proof.putAll(CutWords.of(done[0]));
    Optional<LogEnd> log = left.after(done[0], proof);
    return ended
        .within(fault, ended.tookEffect() && done[0].applied() && done[0].sound(), proof)
        .leaving(log);
  }

  /** Waits for the phase, or for when a child has to be asked for so that it runs at the phase. */
  private void awaitPhase() throws InterruptedException {
    if (cut.phase().isPresent()) {
      double before = cut.busy() ? cut.busyFor().toMillis() : 0;
      double wanted = cut.phase().getAsDouble() * 1_000 - before;
      double left = (wanted - millisOfSecond(Instant.now()) + 2_000) % 1_000;
      Waiting.exactly(Duration.ofNanos(Math.round(left * 1e6)));
    }
  }

  private static double millisOfSecond(Instant now) {
    return now.get(ChronoField.NANO_OF_SECOND) / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }
}
