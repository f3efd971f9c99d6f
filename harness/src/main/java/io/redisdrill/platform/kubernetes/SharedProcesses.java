package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.redisdrill.stack.RedisPod;
import java.util.List;
import java.util.Optional;

/** Lets the containers of the Redis pod share their processes. */
final class SharedProcesses {
  private SharedProcesses() {}

  static void apply(List<HasMetadata> objects, RedisPod redis, Adaptations adaptations) {
    for (HasMetadata object : objects) {
      boolean owner =
          object.getKind().equals(redis.kind())
              && object.getMetadata().getName().equals(redis.name());
      if (owner) {
        PodSpecs.of(object)
            .ifPresent(
                spec -> {
                  Optional<String> from =
                      Optional.ofNullable(spec.getShareProcessNamespace()).map(String::valueOf);
                  spec.setShareProcessNamespace(true);
                  adaptations.record(
                      PodSpecs.nameOf(object),
                      "shareProcessNamespace",
                      from,
                      "true",
                      "redis-server can then be killed from its own pod");
                });
      }
    }
  }
}
