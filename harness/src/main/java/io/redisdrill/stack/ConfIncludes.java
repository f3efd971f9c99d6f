package io.redisdrill.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts the files that a redis.conf includes in the place of the {@code include}. Only files of the
 * mounted ConfigMaps are known; another one is left out and remembered.
 */
final class ConfIncludes {
  private static final int MAX_DEPTH = 8;

  private final Map<String, ConfFile> files;
  private final Set<String> unknown = new TreeSet<>();

  ConfIncludes(Map<String, ConfFile> files) {
    this.files = files;
  }

  RedisConf resolve(RedisConf conf) {
    List<Directive> result = new ArrayList<>();
    resolve(conf, 0, result);
    return new RedisConf(result);
  }

  /** The paths that no ConfigMap holds. */
  Set<String> unknown() {
    return unknown;
  }

  private void resolve(RedisConf conf, int depth, List<Directive> result) {
    for (Directive directive : conf.directives()) {
      if (!directive.name().equals("include")) {
        result.add(directive);
        continue;
      }
      ConfFile file = files.get(ConfFile.lastName(directive.value()));
      if (file == null) {
        unknown.add(directive.value());
      } else if (depth == MAX_DEPTH) {
        throw file.field()
            .refuse(
                "includes nested at most %d deep".formatted(MAX_DEPTH),
                "more, or a file that includes itself",
                "Take the include of " + directive.value() + " out.");
      } else {
        resolve(file.parse(), depth + 1, result);
      }
    }
  }
}
