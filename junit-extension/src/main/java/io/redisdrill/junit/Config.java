package io.redisdrill.junit;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.settings.Durations;
import io.redisdrill.settings.Setting;
import io.redisdrill.settings.Settings;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a test asks for, each part with the place where it was said. Two tests with equal parts may
 * share a Redis.
 *
 * @param settings in the order of precedence, the annotation first
 */
record Config(Settings settings) {
  private static final String PREFIX = "redis-drill.";
  static final List<String> NAMES =
      List.of("stack", "set", "platform", "lifecycle", "repeat", "load", "runs", "redis");

  Optional<Setting> find(String name) {
    return settings.find(PREFIX + name);
  }

  private String get(String name, String otherwise) {
    return settings.get(PREFIX + name, otherwise);
  }

  PlatformChoice platform() {
    return choice(PlatformChoice.class, "platform", PlatformChoice.EMBEDDED);
  }

  Lifecycle lifecycle() {
    return choice(Lifecycle.class, "lifecycle", Lifecycle.PER_CLASS);
  }

  private <E extends Enum<E>> E choice(Class<E> type, String name, E otherwise) {
    Optional<Setting> setting = find(name);
    return setting.map(said -> parse(type, said)).orElse(otherwise);
  }

  private static <E extends Enum<E>> E parse(Class<E> type, Setting said) {
    String wanted = said.value().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(type.getEnumConstants())
        .filter(value -> value.name().equals(wanted) && !wanted.equals("UNSET"))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot use " + said.name(),
                    Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .filter(n -> !n.equals("UNSET"))
                        .collect(Collectors.joining(" or ")),
                    "'%s' (%s)".formatted(said.value(), said.origin()),
                    "Correct it there."));
  }

  int repeat() {
    String said = get("repeat", "1");
    try {
      int times = Integer.parseInt(said);
      if (times >= 1) {
        return times;
      }
    } catch (NumberFormatException e) {
      // Told below, as any number that makes no sense.
    }
    throw new UsageException(
        "Cannot repeat a drill", "a number of at least 1", "'" + said + "'", "Correct repeat.");
  }

  Duration load() {
    return Durations.parse("redis-drill.load", get("load", "1s"));
  }

  Path runs() {
    return Path.of(get("runs", "target/drill-runs"));
  }

  Optional<Path> redis() {
    return find("redis").map(setting -> Path.of(setting.value()));
  }

  /** Returns the stack, with the settings that override it. */
  Stack stack() {
    Stack stack = load(get("stack", "aof"));
    for (String override : get("set", "").split("\n", -1)) {
      int equals = override.indexOf('=');
      if (equals > 0) {
        stack =
            stack.with(
                override.substring(0, equals).strip(), override.substring(equals + 1).strip());
      } else if (!override.isBlank()) {
        throw new UsageException(
            "Cannot override a setting", "name=value", "'" + override + "'", "Correct set.");
      }
    }
    return stack;
  }

  private static Stack load(String name) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return switch (name) {
      case "rdb" -> Stacks.rdb();
      case "aof" -> Stacks.aof();
      case "hybrid" -> Stacks.hybrid();
      default -> {
        if (Files.exists(Path.of(name))) {
          yield StackLoader.load(Path.of(name));
        }
        try {
          yield StackLoader.loadResource(loader, name);
        } catch (DrillException e) {
          throw new UsageException(
              "Cannot deploy the stack '" + name + "'",
              "rdb, aof or hybrid, or the path of a file, directory or class path resource",
              String.valueOf(e.getMessage()),
              "Correct stack.",
              e);
        }
      }
    };
  }

  /** Returns, for people, which setting came from where. */
  String origins() {
    return NAMES.stream()
        .flatMap(name -> find(name).stream())
        .map(said -> "%s = %s (%s)".formatted(said.name(), said.value(), said.origin()))
        .collect(Collectors.joining("\n"));
  }

  /** Returns what makes one Redis different from another. */
  String redisKey() {
    return List.of("stack", "set", "platform", "redis").stream()
        .map(name -> get(name, ""))
        .collect(Collectors.joining("\u0000"));
  }
}
