package io.redisdrill.stack;

import io.redisdrill.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The settings of a redis.conf, in their order. Immutable, and safe to share between threads.
 *
 * <p>Comments are not kept. Names are in lower case. What a value means, and whether Redis accepts
 * it, is not checked here: Redis itself says so when it starts.
 *
 * @param directives the settings; a name may occur several times
 */
public record RedisConf(List<Directive> directives) {
  static final String REDACTED = "(redacted)";
  private static final Pattern MARKER = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

  public RedisConf {
    directives = List.copyOf(directives);
  }

  /**
   * Reads the text of a redis.conf.
   *
   * @param source where the text comes from, for messages
   * @throws UsageException if a line has unbalanced quotes
   */
  public static RedisConf parse(String source, String text) {
    List<Directive> directives = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String trimmed = line.strip();
      if (!trimmed.isEmpty() && !trimmed.startsWith("#")) {
        String subject = "Cannot read %s, line %d".formatted(source, number);
        List<String> words = words(subject, trimmed);
        directives.add(new Directive(words.get(0), words.subList(1, words.size())));
      }
    }
    return new RedisConf(directives);
  }

  private static List<String> words(String subject, String line) {
    return ConfTokens.split(line)
        .orElseThrow(
            () ->
                new UsageException(
                    subject,
                    "balanced quotes, each closing quote followed by a space or the end",
                    // Not the line itself: it may be the one with the password.
                    "unbalanced quotes after '%s'".formatted(line.split("[\\s\"']", 2)[0]),
                    "Close the quotes; inside double quotes write \\\" for a quote."));
  }

  /** Returns the value that counts for a setting of one value: the last one. */
  public Optional<String> get(String name) {
    List<String> all = all(name);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /** Returns every value of a setting in the order of the lines, such as those of {@code save}. */
  public List<String> all(String name) {
    return directives.stream().filter(named(name)).map(Directive::value).toList();
  }

  /**
   * Returns a copy in which one line with this setting stands in place of all there were.
   *
   * @param value what follows the name on the line, by the rules of redis.conf: {@code 900 1} is
   *     two arguments; an empty value is the empty string, so that {@code save} is disabled
   */
  public RedisConf with(String name, String value) {
    String subject = "Cannot set %s".formatted(name);
    List<String> words = words(subject, value);
    return withArguments(name, words.isEmpty() ? List.of("") : words);
  }

  /** As {@link #with}, with arguments that are taken as they are: a password, say. */
  public RedisConf withArguments(String name, List<String> arguments) {
    var changed = new Directive(name, arguments);
    List<Directive> result = new ArrayList<>();
    for (Directive directive : directives) {
      if (!directive.name().equals(changed.name())) {
        result.add(directive);
      } else if (!result.contains(changed)) {
        result.add(changed);
      }
    }
    if (!result.contains(changed)) {
      result.add(changed);
    }
    return new RedisConf(result);
  }

  /** Returns a copy without any line of this setting, so that Redis's default counts. */
  public RedisConf without(String name) {
    return new RedisConf(directives.stream().filter(named(name).negate()).toList());
  }

  /** Returns a copy with the settings of {@code later} after these. */
  RedisConf then(RedisConf later) {
    return new RedisConf(Stream.concat(directives.stream(), later.directives.stream()).toList());
  }

  /** Returns the names of the markers, such as {@code REDIS_PASSWORD} for its <code>${…}</code>. */
  public Set<String> markers() {
    return directives.stream()
        .flatMap(directive -> directive.arguments().stream())
        .flatMap(argument -> MARKER.matcher(argument).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns a copy with the markers replaced that {@code values} knows; others stay. */
  public RedisConf substitute(Map<String, String> values) {
    return new RedisConf(
        directives.stream()
            .map(
                directive ->
                    new Directive(
                        directive.name(),
                        directive.arguments().stream()
                            .map(argument -> substitute(argument, values))
                            .toList()))
            .toList());
  }

  private static String substitute(String text, Map<String, String> values) {
    return MARKER
        .matcher(text)
        .replaceAll(
            match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), match.group())));
  }

  /** Returns the text that Redis reads as these settings; it may hold a password. */
  public String render() {
    return directives.stream().map(d -> d.line() + "\n").collect(Collectors.joining());
  }

  /** Returns settings, as CONFIG GET answers them, with the values of secrets left out. */
  public static Map<String, String> redacted(Map<String, String> settings) {
    Map<String, String> result = new TreeMap<>(settings);
    result.replaceAll(
        (name, value) -> new Directive(name, List.of()).isSecret() ? REDACTED : value);
    return result;
  }

  /** Returns a copy for reports: each value that may be a secret is {@code (redacted)}. */
  public RedisConf redacted() {
    return new RedisConf(directives.stream().map(Directive::redacted).toList());
  }

  /** Returns the text with its secrets left out. */
  @Override
  public String toString() {
    return redacted().render();
  }

  private static Predicate<Directive> named(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return directive -> directive.name().equals(wanted);
  }
}
