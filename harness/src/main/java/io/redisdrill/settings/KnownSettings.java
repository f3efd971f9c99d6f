package io.redisdrill.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Every setting that some part of the tool looks up. Immutable. */
public final class KnownSettings {
  private static final String PREFIX = "redis-drill.";

  /** Names without the prefix. */
  private static final List<String> NAMES =
      List.of(
          "platform",
          "stack",
          "set",
          "lifecycle",
          "repeat",
          "load",
          "runs",
          "redis",
          "watch-syncs",
          "embedded.data-limit",
          "containers",
          "image.k3s",
          "image.localstack",
          "image.redis",
          "image.redis-exporter",
          "image.aws-cli",
          "image.kubectl",
          "s3.endpoint",
          "s3.region",
          "k3s.keep",
          "k3s.reuse");

  private KnownSettings() {}

  /** Returns all names, with the prefix. */
  public static List<String> names() {
    return NAMES.stream().map(name -> PREFIX + name).toList();
  }

  /** Returns those that are set somewhere, each with the place that wins. */
  public static List<Setting> inForce(Settings settings) {
    return names().stream().flatMap(name -> settings.find(name).stream()).toList();
  }

  /**
   * Returns what looks like a setting and is none: a mistyped name would be ignored silently.
   *
   * @param properties system properties
   * @param environment variables
   */
  public static List<String> unknown(Set<String> properties, Set<String> environment) {
    Set<String> known = Set.copyOf(names());
    Map<String, String> variables =
        names().stream().collect(Collectors.toMap(Settings::variable, name -> name));
    Set<String> found = new TreeSet<>();
    properties.stream()
        .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
        .forEach(name -> found.add("system property " + name));
    environment.stream()
        .filter(name -> name.startsWith(Settings.variable(PREFIX)) && !variables.containsKey(name))
        .forEach(name -> found.add("environment variable " + name));
    return new ArrayList<>(found);
  }
}
