package io.redisdrill.stack;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is deployed: Kubernetes manifests with the redis.conf in them. Immutable, and safe to share
 * between threads.
 *
 * <p>The manifests are not validated against Kubernetes, nor the settings against Redis: what
 * either refuses shows when the stack is deployed.
 *
 * @param name the short name, such as {@code aof}
 * @param source where it comes from: a path, or a place on the class path
 * @param manifests all objects, in the order of their files; the settings in them are those of
 *     {@code conf}
 * @param conf the settings that count: those of the file, then those of the command line, without
 *     any {@code include}. A marker for the password, such as <code>${REDIS_PASSWORD}</code>, is
 *     still in it; see {@link #confWithPassword}.
 * @param pod where Redis runs, and under which names
 * @param warnings what a reader of the results must know of this stack, a sentence each
 * @param applying how it has to be applied
 */
public record Stack(
    String name,
    String source,
    List<Manifest> manifests,
    RedisConf conf,
    RedisPod pod,
    List<String> warnings,
    Applying applying) {
  static final String PASSWORD_MARKER = "REDIS_PASSWORD";

  public Stack {
    manifests = List.copyOf(manifests);
    warnings = List.copyOf(warnings);
  }

  /** Returns the same stack under another name. */
  public Stack named(String name) {
    return new Stack(name, source, manifests, conf, pod, warnings, applying);
  }

  /** Returns the same stack, to be applied in another way. */
  public Stack applied(Applying how) {
    return new Stack(name, source, manifests, conf, pod, warnings, how);
  }

  /**
   * Returns a copy with one setting overridden, in {@code conf} as well as in the manifests.
   *
   * @param value what follows the name on a line of redis.conf, by its rules. {@code save} with
   *     {@code 1 1} replaces all save points with one; with an empty value it disables them.
   * @throws io.redisdrill.UsageException if the setting cannot be overridden: the manifests repeat
   *     it elsewhere, or a shell script sets it
   */
  public Stack with(String setting, String value) {
    return StackOverride.apply(this, setting, value);
  }

  /**
   * Returns the settings with a password in them, for a Redis that runs without Kubernetes: the
   * markers are replaced and {@code requirepass} is set, even if the manifests ask for none.
   */
  public RedisConf confWithPassword(String password) {
    Map<String, String> markers = new TreeMap<>();
    conf.markers().forEach(marker -> markers.put(marker, password));
    return conf.substitute(markers).withArguments("requirepass", List.of(password));
  }

  /** Returns the object of that kind and name, such as the StatefulSet of the pod. */
  public Optional<Manifest> manifest(String kind, String name) {
    return manifests.stream().filter(manifest -> manifest.is(kind, name)).findFirst();
  }

  /** Returns the name and the source. */
  @Override
  public String toString() {
    return "%s (%s)".formatted(name, source);
  }
}
