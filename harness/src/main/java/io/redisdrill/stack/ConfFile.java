package io.redisdrill.stack;

import io.redisdrill.UsageException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A file that a pod gets from a ConfigMap.
 *
 * @param name the name of the file
 * @param entry the ConfigMap and the key in it
 * @param field the text, and where it stands
 */
record ConfFile(String name, KeyRef entry, Field field) {

  /** Returns the files of all ConfigMaps that the pod mounts, by name. */
  static Map<String, ConfFile> mounted(RedisContainer redis, List<Document> documents) {
    Map<String, ConfFile> files = new LinkedHashMap<>();
    for (Field source : sources(redis.pod())) {
      String name = source.get("name").requiredText();
      Optional<Document> map =
          documents.stream()
              .filter(d -> d.kind().equals("ConfigMap") && d.name().equals(name))
              .findFirst();
      if (map.isPresent()) {
        for (ConfFile file : files(source, name, map.get().root().get("data"))) {
          files.putIfAbsent(file.name(), file);
        }
      } else if (!"true".equals(source.get("optional").text().orElse(""))) {
        throw source
            .get("name")
            .refuse(
                "the name of a ConfigMap among the manifests",
                "Add the manifest of the ConfigMap " + name + ".");
      }
    }
    return files;
  }

  private static List<Field> sources(Field pod) {
    return pod.get("volumes").items().stream()
        .flatMap(
            volume ->
                Stream.concat(
                    Stream.of(volume.get("configMap")),
                    volume.get("projected", "sources").items().stream()
                        .map(source -> source.get("configMap"))))
        .filter(Field::isPresent)
        .toList();
  }

  private static List<ConfFile> files(Field source, String map, Field data) {
    List<ConfFile> files = new ArrayList<>();
    for (Field item : source.get("items").items()) {
      String key = item.get("key").requiredText();
      String path = item.get("path").requiredText();
      if (!data.get(key).isPresent()) {
        throw data.refuse(
            "the key %s, which %s names".formatted(key, item.get("key")),
            data.names().isEmpty() ? "no keys" : String.join(", ", data.names()),
            "Correct the key, in one place or the other.");
      }
      files.add(new ConfFile(lastName(path), new KeyRef(map, key), data.get(key)));
    }
    if (!source.get("items").isPresent()) {
      for (String key : data.names()) {
        files.add(new ConfFile(key, new KeyRef(map, key), data.get(key)));
      }
    }
    return files;
  }

  /**
   * Returns the file that redis-server reads: the one its arguments name, or else the one whose
   * name says so.
   */
  static Optional<ConfFile> choose(
      RedisContainer redis, ServerArguments arguments, Map<String, ConfFile> files) {
    Optional<ConfFile> named = arguments.conf().map(ConfFile::lastName).map(files::get);
    if (named.isPresent()) {
      return named;
    }
    for (String usual : List.of("redis.conf", "valkey.conf")) {
      if (files.containsKey(usual)) {
        return Optional.ofNullable(files.get(usual));
      }
    }
    List<String> others = files.keySet().stream().filter(n -> n.endsWith(".conf")).toList();
    if (others.size() > 1) {
      throw redis
          .container()
          .get("command")
          .refuse(
              "the path of the redis.conf, since several files may be meant",
              String.join(", ", others),
              "Name it: redis-server /path/to/file.conf.");
    }
    if (others.isEmpty() && arguments.settings().directives().isEmpty()) {
      throw none(redis, files);
    }
    return others.stream().findFirst().map(files::get);
  }

  private static UsageException none(RedisContainer redis, Map<String, ConfFile> files) {
    return redis
        .pod()
        .get("volumes")
        .refuse(
            "a ConfigMap with a redis.conf, or settings among the arguments of redis-server",
            files.isEmpty()
                ? "neither"
                : "neither; mounted are " + String.join(", ", files.keySet()),
            "Mount a ConfigMap with the key redis.conf, or run redis-server --appendonly yes.");
  }

  static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Returns the settings of the file, includes not followed. */
  RedisConf parse() {
    return RedisConf.parse(field.toString(), field.text().orElse(""));
  }

  /** Returns the line that holds a text; 0 if none does. */
  int lineOf(String text) {
    List<String> lines = field.text().orElse("").lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text) && !lines.get(i).strip().startsWith("#")) {
        return i + 1;
      }
    }
    return 0;
  }
}
