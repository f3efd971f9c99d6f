package io.redisdrill.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the manifests say beside the settings of Redis, as far as it decides what survives. What
 * they do not say is absent: a cluster may fill it in.
 *
 * @param memoryLimit of the container that runs Redis, in bytes
 * @param volume the size that is asked for the data, in bytes
 * @param liveness the probe that ends the container
 * @param startup whether another probe has to succeed first
 * @param images every image, by the place that names it
 * @param variables environment variables with their value spelled out, by their place
 * @param texts every text of a ConfigMap and every command, by its place
 */
public record PodFacts(
    OptionalLong memoryLimit,
    OptionalLong volume,
    Optional<Liveness> liveness,
    boolean startup,
    Map<String, String> images,
    Map<String, String> variables,
    Map<String, String> texts) {
  /**
   * A probe that ends the container.
   *
   * @param command what it runs, empty if it asks in another way
   * @param patience how long Redis may fail it after its start
   * @param place in the manifest
   */
  public record Liveness(List<String> command, Duration patience, String place) {
    public Liveness {
      command = List.copyOf(command);
    }
  }

  public PodFacts {
    images = Map.copyOf(images);
    variables = Map.copyOf(variables);
    texts = Map.copyOf(texts);
  }

  /** Reads them from the manifests of a stack. */
  public static PodFacts of(Stack stack) {
    return new FactReader(stack.manifests().stream().map(Manifest::document).toList())
        .read(stack.source(), stack.pod());
  }
}
