package io.redisdrill.platform.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.Secret;
import io.redisdrill.stack.KeyRef;
import io.redisdrill.stack.Stack;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The password of a stack, which clients need too.
 *
 * @param value the password
 * @param object the Secret to add to the manifests, if they only refer to it
 */
record Passwords(Secret value, Optional<HasMetadata> object) {
  /** Finds the password in the manifests, or makes one where they ask for a Secret. */
  static Passwords of(Stack stack, List<HasMetadata> objects) {
    Optional<KeyRef> reference = stack.pod().password();
    if (reference.isEmpty()) {
      return new Passwords(Secret.of(literal(stack)), Optional.empty());
    }
    Optional<io.fabric8.kubernetes.api.model.Secret> present =
        objects.stream()
            .filter(io.fabric8.kubernetes.api.model.Secret.class::isInstance)
            .map(io.fabric8.kubernetes.api.model.Secret.class::cast)
            .filter(secret -> secret.getMetadata().getName().equals(reference.get().object()))
            .findFirst();
    return present.isPresent()
        ? new Passwords(Secret.of(read(present.get(), reference.get().key())), Optional.empty())
        : generated(reference.get(), stack.applying().passwordEnd());
  }

  /** Returns the password of a stack that is deployed. */
  static Secret read(KubernetesClient client, String namespace, Stack stack) {
    Optional<KeyRef> reference = stack.pod().password();
    if (reference.isEmpty()) {
      return Secret.of(literal(stack));
    }
    try {
      return Secret.of(
          read(
              client.secrets().inNamespace(namespace).withName(reference.get().object()).require(),
              reference.get().key()));
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot read the Secret " + reference.get().object(), e);
    }
  }

  private static Passwords generated(KeyRef reference, String end) {
    Secret value = Secret.of(Secret.generate().reveal() + end);
    return new Passwords(
        value,
        Optional.of(
            new SecretBuilder()
                .withNewMetadata()
                .withName(reference.object())
                .endMetadata()
                .addToStringData(reference.key(), value.reveal())
                .build()));
  }

  private static String literal(Stack stack) {
    return stack
        .conf()
        .get("requirepass")
        .filter(word -> !word.isEmpty())
        .orElseThrow(
            () ->
                new UsageException(
                    "Cannot drill " + stack,
                    "a Redis with a password, from a Secret or in redis.conf",
                    "neither",
                    "Add requirepass, or run it on the embedded platform, which sets one."));
  }

  private static String read(io.fabric8.kubernetes.api.model.Secret secret, String key) {
    String plain = secret.getStringData() == null ? null : secret.getStringData().get(key);
    String encoded = secret.getData() == null ? null : secret.getData().get(key);
    if (plain != null) {
      return plain;
    }
    if (encoded != null) {
      try {
        return new String(Base64.getDecoder().decode(encoded), UTF_8);
      } catch (IllegalArgumentException e) {
        throw keyless(secret, key, "one that is not base64");
      }
    }
    throw keyless(secret, key, "no such key");
  }

  private static UsageException keyless(
      io.fabric8.kubernetes.api.model.Secret secret, String key, String found) {
    return new UsageException(
        "Cannot use " + PodSpecs.nameOf(secret),
        "the key " + key + " with the password",
        found,
        "Add it, or leave the Secret out: then one with a new password is made.");
  }
}
