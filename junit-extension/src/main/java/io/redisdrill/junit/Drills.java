package io.redisdrill.junit;

import io.redisdrill.Drill;
import io.redisdrill.DrillException;
import io.redisdrill.DrillResult;
import io.redisdrill.UsageException;
import io.redisdrill.fault.Repetition;
import io.redisdrill.load.Workload;
import io.redisdrill.platform.Platform;

/**
 * Runs drills from within a test: a parameter of test methods. Each drill gets a Redis of its own,
 * and a report. The test decides what to make of a result.
 */
public final class Drills {
  private final Suite suite;
  private final Config config;
  private final Platform platform;
  private final TestReports reports;

  Drills(Suite suite, Config config, TestReports reports) {
    this.suite = suite;
    this.config = config;
    this.platform = suite.platform(config);
    this.reports = reports;
  }

  /**
   * Runs a drill of the catalogue, with the load that the settings say.
   *
   * @throws io.redisdrill.UsageException if there is none of that name
   */
  public DrillResult run(String name) {
    return run(name, 0, 1);
  }

  /** Runs one of several repetitions, which differ in what is to be spread evenly. */
  DrillResult run(String name, int index, int of) {
    Repetition repetition = new Repetition(index, of, Workload.registers().seed());
    return run(suite.named(name, platform, config.load(), repetition).build());
  }

  /**
   * Runs a drill.
   *
   * @throws DrillException if there is no place to record it in: nothing could be judged then
   */
  public DrillResult run(Drill drill) {
    DrillResult result = recorded(drill);
    reports.publish(result);
    return result;
  }

  private DrillResult recorded(Drill drill) {
    try {
      return suite.runner(drill, config.runs()).run(drill);
    } catch (UsageException e) {
      throw e;
    } catch (DrillException e) {
      throw new DrillException(
          "Cannot run the drill " + drill.name(),
          "a directory to record its writes in, or nothing could be judged",
          String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause()),
          "Free some space, or name another one with redis-drill.runs.",
          e);
    }
  }

  /** Starts to describe a drill on the platform and the stack of this test. */
  public Drill.Builder drill() {
    return Drill.on(platform).stack(config.stack());
  }
}
