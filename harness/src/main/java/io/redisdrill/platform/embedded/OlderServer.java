package io.redisdrill.platform.embedded;

import io.redisdrill.stack.RedisConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings without those that a server of an older version does not know: it would not start.
 *
 * @param settings that are left
 * @param left out, a sentence each
 */
record OlderServer(RedisConf settings, List<String> left) {
  /** Settings by the major version that brought them. */
  private static final Map<String, Integer> SINCE =
      new TreeMap<>(
          Map.of(
              "appenddirname", 7,
              "aof-timestamp-enabled", 7,
              "shutdown-timeout", 7,
              "shutdown-on-sigterm", 7));

  private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})\\..*");

  static OlderServer adapt(RedisConf settings, String version) {
    Matcher major = MAJOR.matcher(version);
    int number = major.matches() ? Integer.parseInt(major.group(1)) : Integer.MAX_VALUE;
    RedisConf kept = settings;
    List<String> left = new ArrayList<>();
    for (Map.Entry<String, Integer> setting : SINCE.entrySet()) {
      if (number < setting.getValue() && kept.get(setting.getKey()).isPresent()) {
        kept = kept.without(setting.getKey());
        left.add(
            "%s is left out: a server of version %s does not know it"
                .formatted(setting.getKey(), version));
      }
    }
    return new OlderServer(kept, left);
  }
}
