package io.redisdrill.stack;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One Kubernetes object as a tree of maps, lists and scalars.
 *
 * @param file the file it comes from
 * @param tree the object; nobody changes it
 */
record Document(String file, Map<String, @Nullable Object> tree) {
  String kind() {
    return String.valueOf(tree.get("kind"));
  }

  String name() {
    return new Field(file, "", tree).get("metadata", "name").text().orElse("");
  }

  Field root() {
    return new Field("%s, %s %s".formatted(file, kind(), name()), "", tree);
  }

  String yaml() {
    return YamlWriter.write(tree);
  }

  Manifest manifest() {
    return new Manifest(file, kind(), name(), yaml());
  }
}
