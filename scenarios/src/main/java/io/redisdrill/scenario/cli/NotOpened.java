package io.redisdrill.scenario.cli;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.RunningRedis;
import java.util.Optional;

/**
 * Stands for a platform that could not be opened, so that a drill on it is recorded, and UNKNOWN
 * for the reason, like one that broke off later.
 *
 * @param name of the platform
 * @param why it could not be opened
 */
record NotOpened(String name, DrillException why) implements Platform {
  /** Empty: that it cannot be had is told when it is asked to deploy, in its own words. */
  @Override
  public Optional<String> unavailable() {
    return Optional.empty();
  }

  @Override
  public Optional<String> unavailable(Capability what) {
    return Optional.empty();
  }

  @Override
  public RunningRedis deploy(Deployment deployment) {
    throw why;
  }

  @Override
  public void close() {
    // There is nothing to close.
  }
}
