package io.redisdrill.platform.kubernetes;

import io.redisdrill.UsageException;
import io.redisdrill.settings.Setting;
import io.redisdrill.settings.Settings;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The images that the tool runs, and the names under which they are to be had here: what the
 * setting {@code redis-drill.image.<role>} says, else the public one. Immutable.
 *
 * @param chosen by role, without those that are public
 */
public record ImageNames(Map<Role, String> chosen) {
  private static final String PREFIX = "redis-drill.image.";

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

  /** Returns the names that settings choose. */
  public static ImageNames of(Settings settings) {
    Map<Role, String> chosen = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      settings.find(PREFIX + role.kebab()).ifPresent(said -> chosen.put(role, checked(role, said)));
    }
    return new ImageNames(chosen);
  }

  private static String checked(Role role, Setting said) {
    if (!said.value().matches("[\\w.:/@-]+")) {
      throw new UsageException(
          "Cannot use '%s' as the image for %s".formatted(said.value(), role.kebab()),
          "a name such as " + role.published,
          "other characters (%s)".formatted(said.origin()),
          "Correct it there.");
    }
    return said.value();
  }

  /** Returns the name of the setting that chooses the image for a role. */
  public static String nameOf(Role role) {
    return PREFIX + role.kebab();
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
    changed.put(role, checked(role, new Setting(PREFIX + role.kebab(), image, "given in code")));
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
