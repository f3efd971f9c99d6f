package io.redisdrill.platform.k3s;

import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.Event;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Deploys without a drill around it, and keeps what was recorded. */
final class Deploying implements AutoCloseable {
  private final RunClock clock = RunClock.start();
  private final RunDirectory run;
  private final EventLog events;

  Deploying(Path runs) {
    run = RunDirectory.create(runs, "deploying", Instant.now());
    events = run.record(clock);
  }

  RunningRedis deploy(Platform platform, Stack stack) {
    return platform.deploy(new Deployment(stack, clock, events));
  }

  RunClock clock() {
    return clock;
  }

  List<Event> recorded(String type) {
    return run.events().stream().filter(event -> event.type().equals(type)).toList();
  }

  String everything() {
    return run.events().toString();
  }

  @Override
  public void close() {
    events.close();
  }
}
