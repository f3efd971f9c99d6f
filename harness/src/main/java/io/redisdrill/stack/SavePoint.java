package io.redisdrill.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When Redis saves an RDB file by itself.
 *
 * @param after how long after the last save
 * @param changes how many keys must have changed since then
 */
public record SavePoint(Duration after, long changes) {
  // What Redis 6.2 and later use if no line says otherwise (initServerConfig in config.c).
  private static final String DEFAULT = "3600 1 300 100 60 10000";

  /**
   * Returns the save points of a configuration: none if it disables them, Redis's own if it names
   * none. A pair that is no pair of numbers is left out: Redis does not start with it.
   */
  public static List<SavePoint> in(RedisConf conf) {
    List<String> lines = conf.all("save");
    List<SavePoint> points = new ArrayList<>();
    for (String line : lines.isEmpty() ? List.of(DEFAULT) : lines) {
      if (line.isBlank()) {
        // An empty one takes back those before it, and only those.
        points.clear();
      }
      String[] words = line.strip().split("\\s+");
      for (int i = 0; i + 1 < words.length; i += 2) {
        if (words[i].matches("\\d{1,9}") && words[i + 1].matches("\\d{1,9}")) {
          points.add(
              new SavePoint(
                  Duration.ofSeconds(Long.parseLong(words[i])), Long.parseLong(words[i + 1])));
        }
      }
    }
    return List.copyOf(points);
  }
}
