package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the launcher stands: it has to start as the very user that the server runs as, since the
 * kernel shows it the files of no other.
 */
sealed interface LaunchPlan {
  /**
   * In front of all that the container runs.
   *
   * @param command what the container runs without it
   */
  record InFront(List<String> command) implements LaunchPlan {}

  /**
   * In front of the server alone, which the entrypoint finds by its name once it has become another
   * user.
   *
   * @param path the PATH without it
   */
  record ByName(String path) implements LaunchPlan {}

  /** The usual PATH, where an image sets none. */
  String USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /**
   * Decides it.
   *
   * @param image what the image of the container starts by itself, if that is known
   * @param path looks the PATH of the image up
   */
  static LaunchPlan of(
      PodSpec pod, Container container, Optional<ImageConfig> image, Supplier<String> path) {
    Optional<List<String>> command = command(container, image);
    boolean staysAsItIs =
        command.filter(LaunchPlan::isServer).isPresent()
            || startsAsPlainUser(pod, container, image);
    return command
        .filter(known -> staysAsItIs)
        .<LaunchPlan>map(InFront::new)
        .orElseGet(() -> new ByName(path.get()));
  }

  /** What Kubernetes would run: a command in the manifest replaces both words of the image. */
  private static Optional<List<String>> command(Container container, Optional<ImageConfig> image) {
    List<String> args = orNone(container.getArgs());
    List<String> command = orNone(container.getCommand());
    if (!command.isEmpty()) {
      return Optional.of(joined(command, args));
    }
    return image
        .map(
            it ->
                args.isEmpty()
                    ? joined(literal(it.entrypoint()), literal(it.arguments()))
                    : joined(literal(it.entrypoint()), args))
        .filter(words -> !words.isEmpty());
  }

  private static boolean isServer(List<String> command) {
    return command.get(0).matches("(.*/)?(redis|valkey)-server");
  }

  private static boolean startsAsPlainUser(
      PodSpec pod, Container container, Optional<ImageConfig> image) {
    var ofContainer = Optional.ofNullable(container.getSecurityContext());
    var ofPod = Optional.ofNullable(pod.getSecurityContext());
    Optional<Long> user =
        ofContainer.map(it -> it.getRunAsUser()).or(() -> ofPod.map(it -> it.getRunAsUser()));
    boolean neverRoot =
        ofContainer
            .map(it -> it.getRunAsNonRoot())
            .or(() -> ofPod.map(it -> it.getRunAsNonRoot()))
            .orElse(false);
    return neverRoot
        || user.map(id -> id != 0)
            .orElseGet(() -> image.filter(i -> !i.startsAsRoot()).isPresent());
  }

  /** Kubernetes replaces $(NAME) in a manifest's words, and never in an image's. */
  private static List<String> literal(List<String> words) {
    return words.stream().map(word -> word.replace("$(", "$$(")).toList();
  }

  private static List<String> orNone(@Nullable List<String> words) {
    return words == null ? List.of() : words;
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return new ArrayList<>(Stream.concat(first.stream(), second.stream()).toList());
  }
}
