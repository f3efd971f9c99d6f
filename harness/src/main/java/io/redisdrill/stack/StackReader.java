package io.redisdrill.stack;

import io.redisdrill.UsageException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds in a set of manifests what a drill must know of them. */
final class StackReader {
  // Where the official images keep their files: their working directory.
  private static final String DATA = "/data";

  private final String source;
  private final List<Document> documents;
  private final RedisContainer redis;
  private final ServerArguments arguments;
  private final PodVariables variables;
  private final List<String> warnings = new ArrayList<>();

  private StackReader(String source, List<Document> documents) {
    this.source = source;
    this.documents = documents;
    this.redis = RedisContainer.find(source, documents);
    this.arguments = ServerArguments.of(redis.command());
    this.variables = PodVariables.of(redis);
  }

  static Stack read(String name, String source, List<Document> documents) {
    if (documents.isEmpty()) {
      throw new UsageException(
          "Cannot use " + source,
          "Kubernetes manifests",
          "no objects",
          "Add the manifests of the Redis to be drilled.");
    }
    for (Document document : documents) {
      if (document.kind().equals("Kustomization")) {
        throw document
            .root()
            .refuse(
                "manifests that can be applied as they are",
                "a Kustomization",
                "Render it first: kubectl kustomize DIR > redis.yaml, and give that file.");
      }
    }
    return new StackReader(source, documents).stack(name);
  }

  private Stack stack(String name) {
    requireOneReplica();
    Map<String, ConfFile> files = ConfFile.mounted(redis, documents);
    Optional<ConfFile> file = ConfFile.choose(redis, arguments, files);
    RedisConf inFile = file.map(ConfFile::parse).orElse(new RedisConf(List.of()));
    var includes = new ConfIncludes(files);
    RedisConf raw = includes.resolve(inFile.then(arguments.settings()));
    RedisConf conf = raw.substitute(variables.literal());
    requireKnownMarkers(conf, file);
    Optional<KeyRef> password = variables.password(conf);
    DataVolume volume = DataVolume.of(redis, directory(conf));
    volume.warning().ifPresent(warnings::add);
    warnOfWhatIsNotRead(includes, password);
    RedisPod pod = pod(conf, file, volume, password);
    List<Manifest> manifests = documents.stream().map(Document::manifest).toList();
    return new Stack(name, source, manifests, conf, pod, warnings, Applying.usually());
  }

  private RedisPod pod(
      RedisConf conf, Optional<ConfFile> file, DataVolume volume, Optional<KeyRef> password) {
    return new RedisPod(
        redis.owner().kind(),
        redis.owner().name(),
        redis.name(),
        redis.image(),
        port(conf, file),
        directory(conf),
        volume.claim(),
        file.map(ConfFile::entry),
        password,
        service(),
        Duration.ofSeconds(redis.pod().get("terminationGracePeriodSeconds").integer(30)));
  }

  private static String directory(RedisConf conf) {
    return conf.get("dir").filter(dir -> dir.startsWith("/")).orElse(DATA);
  }

  private void requireOneReplica() {
    Field replicas = redis.owner().root().get("spec", "replicas");
    if (replicas.integer(1) != 1) {
      throw replicas.refuse(
          "1, since a drill measures a single instance",
          "Set replicas to 1; what a replica would have saved is not measured.");
    }
  }

  private void requireKnownMarkers(RedisConf conf, Optional<ConfFile> file) {
    for (String marker : conf.markers()) {
      if (!variables.secret().containsKey(marker) && !marker.equals(Stack.PASSWORD_MARKER)) {
        String text = "${%s}".formatted(marker);
        int line = file.map(f -> f.lineOf(text)).orElse(0);
        Field place = line == 0 ? redis.container().get("command") : file.orElseThrow().field();
        throw place.refuse(
            "markers that a variable of the pod explains",
            text + (line == 0 ? "" : " in line " + line),
            "Write the value, or add an environment variable %s to the pod.".formatted(marker));
      }
    }
  }

  private int port(RedisConf conf, Optional<ConfFile> file) {
    String port = conf.get("port").orElse("6379");
    if (port.matches("[1-9]\\d{0,4}") && Integer.parseInt(port) <= 65_535) {
      return Integer.parseInt(port);
    }
    throw file.map(ConfFile::field)
        .orElse(redis.container().get("command"))
        .refuse(
            "a port from 1 to 65535; TLS alone is not supported",
            "port " + port,
            "Set port 6379; it may stand beside tls-port.");
  }

  private Optional<String> service() {
    Map<?, ?> labels = labels(redis.owner().root().get("spec", "template", "metadata", "labels"));
    List<Document> found =
        documents.stream()
            .filter(document -> document.kind().equals("Service"))
            .filter(
                document -> {
                  Map<?, ?> selector = labels(document.root().get("spec", "selector"));
                  return !selector.isEmpty() && labels.entrySet().containsAll(selector.entrySet());
                })
            .toList();
    // A headless one governs the StatefulSet; clients have one of their own, if there are two.
    return found.stream()
        .filter(d -> !"None".equals(d.root().get("spec", "clusterIP").text().orElse("")))
        .findFirst()
        .or(() -> found.stream().findFirst())
        .map(Document::name);
  }

  private static Map<?, ?> labels(Field field) {
    return field.value() instanceof Map<?, ?> map ? map : Map.of();
  }

  private void warnOfWhatIsNotRead(ConfIncludes includes, Optional<KeyRef> password) {
    for (String path : includes.unknown()) {
      if (password.isEmpty() || !isWrittenInPod(path)) {
        warnings.add(
            "%s: %s is included but in no ConfigMap, so its settings are not known"
                .formatted(redis.container(), path));
      }
    }
    if (!arguments.hidden().isEmpty()) {
      warnings.add(
          "%s: the values of %s stand in a shell script and are not read"
              .formatted(redis.container().get("command"), arguments.hidden()));
    }
  }

  /** Whether an init container can have written the file: the way a password comes in. */
  private boolean isWrittenInPod(String path) {
    return redis.container().get("volumeMounts").items().stream()
        .filter(mount -> path.startsWith(mount.get("mountPath").requiredText() + "/"))
        .map(mount -> mount.get("name").requiredText())
        .anyMatch(
            name ->
                redis.pod().get("volumes").items().stream()
                    .anyMatch(
                        volume ->
                            volume.get("name").requiredText().equals(name)
                                && volume.get("emptyDir").isPresent()));
  }
}
