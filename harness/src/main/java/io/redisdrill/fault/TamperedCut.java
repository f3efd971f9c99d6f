package io.redisdrill.fault;

import io.redisdrill.platform.Capability;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.run.RunClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The record of the syncs is tampered with before a power cut. Not a fault of the world but a trial
 * of the instrument: it took effect if the launcher found out and left the data alone. What is left
 * is then a SIGKILL.
 *
 * @param cut that must not be applied
 */
public record TamperedCut(PowerCut cut) implements Fault {
  private static final String FOUND_OUT = "ledger-tampered";

  /** Before a cut that comes at once. */
  public TamperedCut() {
    this(new PowerCut());
  }

  @Override
  public TamperedCut with(MetadataModel model) {
    return new TamperedCut(cut.with(model));
  }

  @Override
  public TamperedCut in(Repetition repetition) {
    return new TamperedCut(cut.in(repetition));
  }

  @Override
  public String name() {
    return "tampered-power-cut";
  }

  @Override
  public Severity severity() {
    return Severity.SIGKILL;
  }

  @Override
  public Set<Capability> needs() {
    return cut.needs();
  }

  @Override
  public Map<String, Object> settings() {
    return cut.settings();
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) throws InterruptedException {
    redis.disk().tamper();
    Injection done = cut.inject(redis, clock);
    boolean foundOut =
        List.of(FOUND_OUT).equals(done.proof().get(CutWords.DOUBTS))
            && Boolean.FALSE.equals(done.proof().get(CutWords.SOUND))
            && Boolean.FALSE.equals(done.proof().get(CutWords.APPLIED));
    Map<String, Object> proof = new HashMap<>(done.proof());
    proof.put("foundOut", foundOut);
    return new Injection(
        name(),
        severity(),
        done.began(),
        done.ended(),
        foundOut && done.proof().containsKey(ProcessEnd.PLATFORM_SAYS),
        proof);
  }
}
