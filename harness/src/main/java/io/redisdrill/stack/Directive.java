package io.redisdrill.stack;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One setting of a redis.conf: a name in lower case and its arguments, without quotes or escapes.
 *
 * @param name the name of the setting, such as {@code save}
 * @param arguments what follows it, such as {@code 900} and {@code 1}
 */
public record Directive(String name, List<String> arguments) {
  private static final Set<String> SECRET =
      Set.of(
          "requirepass",
          "masterauth",
          "masteruser",
          "primaryauth",
          "primaryuser",
          "user",
          "sentinel",
          // A renamed command is protected by nothing but its name.
          "rename-command");

  public Directive {
    name = name.toLowerCase(Locale.ROOT);
    arguments = List.copyOf(arguments);
  }

  /** Returns the arguments with a space between them, without quotes. */
  public String value() {
    return String.join(" ", arguments);
  }

  /** Whether the value must not be shown. */
  boolean isSecret() {
    return SECRET.contains(name) || name.contains("pass");
  }

  /** Returns the line of redis.conf that Redis reads as this setting; it may hold a password. */
  String line() {
    return arguments.stream()
        .map(ConfTokens::quoted)
        .collect(Collectors.joining(" ", name + " ", ""));
  }

  Directive redacted() {
    return isSecret() ? new Directive(name, List.of(RedisConf.REDACTED)) : this;
  }

  /** Returns the line with its secrets left out. */
  @Override
  public String toString() {
    return redacted().line();
  }
}
