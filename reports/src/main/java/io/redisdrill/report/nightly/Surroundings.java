package io.redisdrill.report.nightly;

import java.util.List;

/**
 * What a night ran with: what may have changed when figures do.
 *
 * @param redisDrill the release of this tool
 * @param redisVersions that answered, with their platform
 * @param os of this machine
 * @param processors it has
 * @param java that ran the tool
 * @param stacks that were deployed
 */
public record Surroundings(
    String redisDrill,
    List<String> redisVersions,
    String os,
    int processors,
    String java,
    List<StackShown> stacks) {
  /**
   * A stack.
   *
   * @param name of it, unique in a night
   * @param image of the container, with its digest where the manifest pins one; a redis-server
   *     process has none
   * @param confSha256 of the settings
   * @param conf the settings without secrets, as a redis.conf
   */
  public record StackShown(String name, String image, String confSha256, String conf) {}

  public Surroundings {
    redisVersions = List.copyOf(redisVersions);
    stacks = List.copyOf(stacks);
  }
}
