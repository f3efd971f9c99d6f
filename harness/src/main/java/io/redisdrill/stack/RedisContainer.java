package io.redisdrill.stack;

import io.redisdrill.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The container that runs redis-server, and the StatefulSet or Deployment around it.
 *
 * @param owner the StatefulSet or Deployment
 * @param container the container in its pod template
 */
record RedisContainer(Document owner, Field container) {
  private static final List<String> OTHERS =
      List.of("exporter", "sentinel", "insight", "commander", "sidecar", "operator");

  static RedisContainer find(String source, List<Document> documents) {
    List<RedisContainer> all = new ArrayList<>();
    for (Document document : documents) {
      if (document.kind().equals("StatefulSet") || document.kind().equals("Deployment")) {
        for (Field container : pod(document).get("containers").items()) {
          all.add(new RedisContainer(document, container));
        }
      }
    }
    List<RedisContainer> found = all.stream().filter(RedisContainer::looksLikeRedis).toList();
    if (found.size() > 1) {
      List<RedisContainer> servers = found.stream().filter(RedisContainer::namesServer).toList();
      found = servers.size() == 1 ? servers : found;
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    throw found.isEmpty() ? none(source, documents, all) : several(source, found);
  }

  private static UsageException none(
      String source, List<Document> documents, List<RedisContainer> all) {
    if (all.isEmpty()) {
      return new UsageException(
          "Cannot use " + source,
          "a StatefulSet or a Deployment that runs Redis",
          documents.stream().map(Document::kind).distinct().collect(Collectors.joining(", ")),
          "Add the manifest of the StatefulSet.");
    }
    return new UsageException(
        "Cannot use " + source,
        "a container whose image or command names redis or valkey",
        list(all),
        "Set image or command of the container that runs redis-server.");
  }

  private static UsageException several(String source, List<RedisContainer> found) {
    return new UsageException(
        "Cannot use " + source,
        "one container that runs Redis",
        list(found),
        "Give the manifests of one Redis only; a drill measures one instance.");
  }

  private static String list(List<RedisContainer> containers) {
    return containers.stream().map(RedisContainer::toString).collect(Collectors.joining("; "));
  }

  private static Field pod(Document owner) {
    return owner.root().get("spec", "template", "spec");
  }

  /** The pod of this container. */
  Field pod() {
    return pod(owner);
  }

  String name() {
    return container.get("name").requiredText();
  }

  String image() {
    return container.get("image").text().orElse("");
  }

  /** What the container runs, as far as the manifest says so: command, then args. */
  List<String> command() {
    return Stream.of("command", "args")
        .flatMap(name -> container.get(name).texts().stream())
        .toList();
  }

  /** The containers and init containers of the pod, whose variables and mounts may matter. */
  List<Field> podContainers() {
    return Stream.of("initContainers", "containers")
        .flatMap(name -> pod().get(name).items().stream())
        .toList();
  }

  private boolean looksLikeRedis() {
    String image = image().toLowerCase(Locale.ROOT);
    String repository = image.substring(image.lastIndexOf('/') + 1).split("[:@]", 2)[0];
    if (namesServer()) {
      // redis-server --sentinel is a Sentinel.
      return !command().contains("--sentinel");
    }
    String known = repository + " " + String.join(" ", command());
    return (known.contains("redis") || known.contains("valkey"))
        && OTHERS.stream().noneMatch(known::contains);
  }

  private boolean namesServer() {
    return command().stream().anyMatch(word -> word.matches("(?s).*\\b(redis|valkey)-server\\b.*"));
  }

  @Override
  public String toString() {
    return "%s (image %s)".formatted(container, image());
  }
}
