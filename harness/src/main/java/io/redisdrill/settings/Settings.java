package io.redisdrill.settings;

import io.redisdrill.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;

/**
 * Looks a setting up in one place after the other; the first that has it wins. Every name begins
 * with {@code redis-drill.}; as an environment variable {@code redis-drill.image.k3s} is {@code
 * REDIS_DRILL_IMAGE_K3S}. Immutable.
 */
public final class Settings {
  /** The file on the class path that is asked last. */
  public static final String FILE = "redis-drill.properties";

  /**
   * One place.
   *
   * @param origin in words, of a setting's name
   * @param lookup of a setting's name
   */
  public record Source(
      Function<String, String> origin, Function<String, Optional<String>> lookup) {}

  private final List<Source> sources;

  /** Asks these, in this order. */
  public Settings(List<Source> sources) {
    this.sources = List.copyOf(sources);
  }

  /** Returns the system properties, then the environment, then {@link #FILE}. */
  public static Settings standard() {
    return new Settings(List.of(systemProperties(), environment(), file()));
  }

  /** Returns the system properties of this JVM. */
  public static Source systemProperties() {
    return new Source(
        name -> "system property " + name, name -> Optional.ofNullable(System.getProperty(name)));
  }

  /** Returns the environment of this JVM. */
  public static Source environment() {
    return new Source(
        name -> "environment variable " + variable(name),
        name -> Optional.ofNullable(System.getenv(variable(name))));
  }

  /**
   * Returns {@link #FILE} on the class path; an empty place if there is none.
   *
   * @throws UsageException if it cannot be read
   */
  public static Source file() {
    Properties properties = new Properties();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    ClassLoader from = loader == null ? Settings.class.getClassLoader() : loader;
    try (InputStream in = from.getResourceAsStream(FILE)) {
      if (in != null) {
        properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "Cannot read " + FILE + " on the class path",
          "a properties file in UTF-8",
          String.valueOf(e.getMessage()),
          "Mend or remove it.",
          e);
    }
    return new Source(name -> FILE, name -> Optional.ofNullable(properties.getProperty(name)));
  }

  static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Returns settings that ask {@code source} first. */
  public Settings after(Source source) {
    List<Source> all = new ArrayList<>(sources);
    all.add(0, source);
    return new Settings(all);
  }

  /** Returns settings that ask {@code source} right before the last place. */
  public Settings beforeLast(Source source) {
    List<Source> all = new ArrayList<>(sources);
    all.add(Math.max(0, all.size() - 1), source);
    return new Settings(all);
  }

  /** Returns a setting, if any place has it; an empty value counts as none. */
  public Optional<Setting> find(String name) {
    for (Source source : sources) {
      Optional<String> value = source.lookup().apply(name).filter(text -> !text.isBlank());
      if (value.isPresent()) {
        return Optional.of(new Setting(name, value.get().strip(), source.origin().apply(name)));
      }
    }
    return Optional.empty();
  }

  /** Returns a setting's value, or {@code otherwise}. */
  public String get(String name, String otherwise) {
    return find(name).map(Setting::value).orElse(otherwise);
  }

  /**
   * Returns a setting that is true or false, or {@code otherwise}.
   *
   * @throws UsageException if it is neither
   */
  public boolean isTrue(String name, boolean otherwise) {
    Optional<Setting> said = find(name);
    if (said.isEmpty()) {
      return otherwise;
    }
    return switch (said.get().value().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new UsageException(
              "Cannot use " + name,
              "true or false",
              "'%s' (%s)".formatted(said.get().value(), said.get().origin()),
              "Correct it there.");
    };
  }
}
