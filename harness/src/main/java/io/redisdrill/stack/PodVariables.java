package io.redisdrill.stack;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The environment variables of all containers of a pod: an init container may write what the other
 * one reads.
 *
 * @param literal those whose value the manifest states
 * @param secret those that come from a Secret
 */
record PodVariables(Map<String, String> literal, Map<String, KeyRef> secret) {

  static PodVariables of(RedisContainer redis) {
    Map<String, String> literal = new LinkedHashMap<>();
    Map<String, KeyRef> secret = new LinkedHashMap<>();
    for (Field container : redis.podContainers()) {
      // An exporter's variables are its own business.
      if (container.path().contains(".initContainers[")
          || container.path().equals(redis.container().path())) {
        for (Field variable : container.get("env").items()) {
          String name = variable.get("name").requiredText();
          Field reference = variable.get("valueFrom", "secretKeyRef");
          if (reference.isPresent()) {
            secret.put(
                name,
                new KeyRef(
                    reference.get("name").requiredText(), reference.get("key").requiredText()));
          }
          variable.get("value").text().ifPresent(value -> literal.put(name, value));
        }
      }
    }
    return new PodVariables(literal, secret);
  }

  /** Returns where the password comes from: the variable in requirepass, or one that says so. */
  Optional<KeyRef> password(RedisConf conf) {
    String requirepass = conf.get("requirepass").orElse("");
    return secret.entrySet().stream()
        .filter(
            entry ->
                requirepass.contains("${" + entry.getKey() + "}")
                    || Redaction.speaksOfPassword(entry.getKey()))
        .max(Comparator.comparing(entry -> requirepass.contains("${" + entry.getKey() + "}")))
        .map(Map.Entry::getValue);
  }
}
