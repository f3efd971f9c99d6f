package io.redisdrill.scenario.cli;

import picocli.CommandLine.IVersionProvider;

/** Tells the release. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"redis-drill " + (version == null ? "development" : version)};
  }
}
