package io.redisdrill.stack;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** Reads {@link PodFacts} from a tree of manifests. */
final class FactReader {
  private static final int PERIOD = 10;
  private static final int FAILURES = 3;

  private final List<Document> documents;

  FactReader(List<Document> documents) {
    this.documents = documents;
  }

  PodFacts read(String source, RedisPod pod) {
    Field redis = RedisContainer.find(source, documents).container();
    Map<String, String> images = new TreeMap<>();
    Map<String, String> variables = new TreeMap<>();
    Map<String, String> texts = new TreeMap<>();
    for (Document document : documents) {
      containers(document.root(), container -> noteContainer(container, images, variables, texts));
      if (document.kind().equals("ConfigMap")) {
        Field data = document.root().get("data");
        data.names()
            .forEach(
                name ->
                    data.get(name).text().ifPresent(text -> texts.put(place(data, name), text)));
      }
    }
    return new PodFacts(
        redis
            .get("resources", "limits", "memory")
            .text()
            .map(Quantity::kubernetes)
            .orElse(OptionalLong.empty()),
        volume(pod),
        liveness(redis.get("livenessProbe")),
        redis.get("startupProbe").isPresent(),
        images,
        variables,
        texts);
  }

  private static String place(Field map, String name) {
    return map.get(name).toString();
  }

  private interface Visitor {
    void visit(Field container);
  }

  /** Finds pods wherever they are: in a StatefulSet, a Job, a CronJob. */
  private static void containers(Field field, Visitor visitor) {
    if (field.value() instanceof Map) {
      for (String name : field.names()) {
        Field child = field.get(name);
        if (name.equals("containers") || name.equals("initContainers")) {
          child.items().forEach(visitor::visit);
        } else {
          containers(child, visitor);
        }
      }
    } else if (field.value() instanceof List) {
      field.items().forEach(item -> containers(item, visitor));
    }
  }

  private static void noteContainer(
      Field container,
      Map<String, String> images,
      Map<String, String> variables,
      Map<String, String> texts) {
    note(container.get("image"), images::put);
    for (Field variable : container.get("env").items()) {
      note(
          variable.get("value"),
          (place, value) ->
              variables.put(place + " (" + variable.get("name").text().orElse("") + ")", value));
    }
    Stream.of("command", "args").map(container::get).forEach(words -> noteWords(words, texts));
    Stream.of("livenessProbe", "readinessProbe", "startupProbe")
        .map(probe -> container.get(probe, "exec", "command"))
        .forEach(words -> noteWords(words, texts));
  }

  private static void noteWords(Field words, Map<String, String> texts) {
    if (words.isPresent()) {
      texts.put(words.toString(), String.join(" ", words.texts()));
    }
  }

  private static void note(Field field, BiConsumer<String, String> into) {
    field.text().ifPresent(text -> into.accept(field.toString(), text));
  }

  private OptionalLong volume(RedisPod pod) {
    for (Document document : documents) {
      for (Field claim : document.root().get("spec").get("volumeClaimTemplates").items()) {
        String name = claim.get("metadata", "name").text().orElse("") + "-" + pod.name() + "-0";
        if (pod.dataClaim().filter(name::equals).isPresent()) {
          return size(claim);
        }
      }
      boolean named = pod.dataClaim().filter(document.name()::equals).isPresent();
      if (document.kind().equals("PersistentVolumeClaim") && named) {
        return size(document.root());
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong size(Field claim) {
    return claim
        .get("spec", "resources", "requests", "storage")
        .text()
        .map(Quantity::kubernetes)
        .orElse(OptionalLong.empty());
  }

  private static Optional<PodFacts.Liveness> liveness(Field probe) {
    if (!probe.isPresent()) {
      return Optional.empty();
    }
    int seconds =
        probe.get("initialDelaySeconds").integer(0)
            + probe.get("periodSeconds").integer(PERIOD)
                * probe.get("failureThreshold").integer(FAILURES);
    return Optional.of(
        new PodFacts.Liveness(
            probe.get("exec").get("command").texts(),
            Duration.ofSeconds(seconds),
            probe.toString()));
  }
}
