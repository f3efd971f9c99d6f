package io.redisdrill.platform.kubernetes;

import io.redisdrill.UsageException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The images that the tool runs, and the names under which they are to be had here. Chosen by
 * setting, else by the system property {@code redis-drill.image.<role>}, else by the environment
 * variable {@code REDIS_DRILL_IMAGE_<ROLE>}, else the public one.
 *
 * @param chosen by role, without those that are public
 */
public record ImageNames(Map<Role, String> chosen) {
  /** What an image is for. */
  public enum Role {
    /** A Kubernetes of one node in a container. */
    K3S("rancher/k3s:v1.34.1-k3s1"),
    /** An S3 in a container; later tags ask for a token. */
    LOCALSTACK("localstack/localstack:4.14.0"),
    /** Redis, in the built-in stacks and in the helper pod. */
    REDIS("redis:7.0-alpine"),
    /** Metrics of Redis. */
    REDIS_EXPORTER("oliver006/redis_exporter:v1.74.0"),
    /** A client of S3. */
    AWS_CLI("amazon/aws-cli:2.17.0"),
    /** A client of Kubernetes. */
    KUBECTL("bitnami/kubectl:latest");

    private final String published;

    Role(String published) {
      this.published = published;
    }

    String kebab() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public ImageNames {
    chosen = Map.copyOf(chosen);
  }

  /** Returns the names that system properties and the environment choose. */
  public static ImageNames fromEnvironment() {
    return from(System::getProperty, System::getenv);
  }

  static ImageNames from(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    Map<Role, String> chosen = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      Optional.ofNullable(properties.apply("redis-drill.image." + role.kebab()))
          .or(() -> Optional.ofNullable(environment.apply("REDIS_DRILL_IMAGE_" + role.name())))
          .filter(name -> !name.isBlank())
          .ifPresent(name -> chosen.put(role, checked(role, name.strip())));
    }
    return new ImageNames(chosen);
  }

  private static String checked(Role role, String name) {
    if (!name.matches("[\\w.:/@-]+")) {
      throw new UsageException(
          "Cannot use '%s' as the image for %s".formatted(name, role.kebab()),
          "a name such as " + role.published,
          "other characters",
          "Correct redis-drill.image.%s or REDIS_DRILL_IMAGE_%s."
              .formatted(role.kebab(), role.name()));
    }
    return name;
  }

  /** Returns how another image is chosen for a role, for messages. */
  public static String settingOf(Role role) {
    return "-Dredis-drill.image.%s=IMAGE or REDIS_DRILL_IMAGE_%s"
        .formatted(role.kebab(), role.name());
  }

  /** Returns a copy with another image for a role. */
  public ImageNames with(Role role, String image) {
    Map<Role, String> changed = new EnumMap<>(Role.class);
    changed.putAll(chosen);
    changed.put(role, checked(role, image));
    return new ImageNames(changed);
  }

  /** Returns the image for a role. */
  public String of(Role role) {
    return chosen.getOrDefault(role, role.published);
  }

  /**
   * Returns what to run in place of an image that manifests name. Redis itself is replaced only
   * where they name the very version that the choice stands for: a drill of another one would
   * measure something else.
   */
  public String replacementOf(String image) {
    for (Map.Entry<Role, String> choice : chosen.entrySet()) {
      Role role = choice.getKey();
      boolean same =
          role == Role.REDIS
              ? image.equals(role.published)
              : repository(image).equals(repository(role.published));
      if (same) {
        return choice.getValue();
      }
    }
    return image;
  }

  private static String repository(String image) {
    return image
        .replaceFirst("@.*$", "")
        .replaceFirst(":[^/:]*$", "")
        .replaceFirst("^docker\\.io/", "");
  }
}
