package io.redisdrill.junit;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.settings.Setting;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stacks by the word that a test uses for them. */
final class NamedStacks {
  private NamedStacks() {}

  /** Returns a built-in stack, or one of the user's own, from a path or the class path. */
  static Stack load(Setting said) {
    return switch (said.value()) {
      case "rdb" -> Stacks.rdb();
      case "aof" -> Stacks.aof();
      case "hybrid" -> Stacks.hybrid();
      default -> own(said);
    };
  }

  private static Stack own(Setting said) {
    Path path = Path.of(said.value());
    if (Files.exists(path)) {
      return StackLoader.load(path);
    }
    try {
      return StackLoader.loadResource(loader(), said.value());
    } catch (DrillException e) {
      throw new UsageException(
          "Cannot deploy the stack '" + said.value() + "'",
          "rdb, aof or hybrid, or the path of a file, directory or class path resource",
          "nothing of that name (%s)".formatted(said.origin()),
          "Correct it there. On the class path: " + e.getMessage(),
          e);
    }
  }

  private static ClassLoader loader() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    return loader == null ? ClassLoader.getSystemClassLoader() : loader;
  }

  /** Returns the stack with each line of {@code set}, as {@code name=value}, in force. */
  static Stack override(Stack stack, Setting set) {
    Stack overridden = stack;
    for (String line : set.value().split("\n", -1)) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        String name = line.substring(0, equals).strip();
        overridden = overridden.with(name, line.substring(equals + 1).strip());
      } else if (!line.isBlank()) {
        throw new UsageException(
            "Cannot override a setting of redis.conf",
            "name=value",
            "'%s' (%s)".formatted(line, set.origin()),
            "Correct it there.");
      }
    }
    return overridden;
  }
}
