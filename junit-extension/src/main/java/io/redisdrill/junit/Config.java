package io.redisdrill.junit;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Platform;
import io.redisdrill.platform.k3s.K3sSettings;
import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.settings.Durations;
import io.redisdrill.settings.KnownSettings;
import io.redisdrill.settings.Setting;
import io.redisdrill.settings.Settings;
import io.redisdrill.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a test asks for, each part with the place where it was said.
 *
 * @param settings in the order of precedence, the annotation first
 * @param registered what the extension was built with, if it was
 */
record Config(Settings settings, Optional<Registered> registered) {
  private static final String PREFIX = "redis-drill.";
  private static final String WATCH = "watch-syncs";
  private static final Map<String, String> DEFAULTS = new LinkedHashMap<>();

  static {
    DEFAULTS.put("stack", "aof");
    DEFAULTS.put("set", "");
    DEFAULTS.put("platform", "embedded");
    DEFAULTS.put("lifecycle", "per-class");
    DEFAULTS.put("repeat", "1");
    DEFAULTS.put("load", "1s");
    DEFAULTS.put("runs", "target/drill-runs");
    DEFAULTS.put("redis", "");
    DEFAULTS.put(WATCH, "false");
    for (ImageNames.Role role : ImageNames.Role.values()) {
      DEFAULTS.put(ImageNames.nameOf(role).substring(PREFIX.length()), "");
    }
  }

  /**
   * What makes one Redis different from another.
   *
   * @param stack its name, or itself
   * @param set the settings that override it
   * @param platform its name, or itself
   * @param redis the path of the redis-server, or nothing
   * @param watched whether its syncs are watched
   */
  record RedisKey(Object stack, String set, Object platform, String redis, boolean watched) {}

  private Setting get(String name) {
    String otherwise = DEFAULTS.getOrDefault(name, "");
    return settings
        .find(PREFIX + name)
        .orElseGet(() -> new Setting(PREFIX + name, otherwise, "default"));
  }

  /** Throws if something is said that makes no sense. */
  void check() {
    platform();
    lifecycle();
    repeat();
    load();
    watchSyncs();
    stack();
  }

  PlatformChoice platform() {
    return givenPlatform().isPresent()
        ? PlatformChoice.UNSET
        : choice(PlatformChoice.class, get("platform"));
  }

  /** Returns the platform that the extension was built with, unless something overrides it. */
  Optional<Platform> givenPlatform() {
    return registered
        .flatMap(Registered::platform)
        .filter(given -> Registered.says(settings.find(PREFIX + "platform")));
  }

  /** Returns what a cluster is made of, for a test that runs on one. */
  Optional<K3sSettings> k3s() {
    return Optional.of(settings)
        .filter(any -> platform() == PlatformChoice.K3S)
        .map(K3sSettings::of);
  }

  Lifecycle lifecycle() {
    return choice(Lifecycle.class, get("lifecycle"));
  }

  private static <E extends Enum<E>> E choice(Class<E> type, Setting said) {
    String wanted = said.value().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equals(wanted) && !wanted.equals("UNSET"))
        .findFirst()
        .orElseThrow(() -> wrong(said, names(type), null));
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Enum::name)
        .filter(name -> !name.equals("UNSET"))
        .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'))
        .collect(Collectors.joining(" or "));
  }

  int repeat() {
    Setting said = get("repeat");
    try {
      int times = Integer.parseInt(said.value());
      if (times >= 1) {
        return times;
      }
      throw wrong(said, "a number of at least 1", null);
    } catch (NumberFormatException e) {
      throw wrong(said, "a number of at least 1", e);
    }
  }

  Duration load() {
    Setting said = get("load");
    try {
      return Durations.parse(said.name(), said.value());
    } catch (UsageException e) {
      throw wrong(said, "a duration such as 500ms, 3s, 2m or PT1.5S", e);
    }
  }

  Path runs() {
    return Path.of(get("runs").value());
  }

  /** Returns whether the syncs of Redis are watched, so that its disk can fail and lose power. */
  boolean watchSyncs() {
    Setting said = get(WATCH);
    return switch (said.value()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(said, "true or false", null);
    };
  }

  Optional<Path> redis() {
    return Optional.of(get("redis").value()).filter(path -> !path.isEmpty()).map(Path::of);
  }

  /** Returns the stack, with the settings that override it. */
  Stack stack() {
    Setting said = get("stack");
    Stack stack = givenStack().orElseGet(() -> NamedStacks.load(said));
    return NamedStacks.override(stack, get("set"));
  }

  private Optional<Stack> givenStack() {
    return registered
        .flatMap(Registered::stack)
        .filter(given -> Registered.says(settings.find(PREFIX + "stack")));
  }

  /** Returns, for people, which setting came from where: these, and what else the tool knows. */
  String origins() {
    Stream<String> others = KnownSettings.names().stream().map(n -> n.substring(PREFIX.length()));
    return Stream.concat(DEFAULTS.keySet().stream(), others)
        .distinct()
        .map(this::get)
        .filter(said -> !said.value().isEmpty())
        .map(
            said ->
                "%s = %s (%s)"
                    .formatted(said.name(), said.value().replace("\n", ", "), said.origin()))
        .collect(Collectors.joining("\n"));
  }

  RedisKey redisKey() {
    return new RedisKey(
        givenStack().<Object>map(stack -> stack).orElseGet(() -> get("stack").value()),
        get("set").value(),
        givenPlatform().<Object>map(platform -> platform).orElseGet(this::platform),
        get("redis").value(),
        watchSyncs());
  }

  private static UsageException wrong(Setting said, String expected, @Nullable Throwable cause) {
    return new UsageException(
        "Cannot use " + said.name(),
        expected,
        "'%s' (%s)".formatted(said.value(), said.origin()),
        "Correct it there.",
        cause);
  }
}
