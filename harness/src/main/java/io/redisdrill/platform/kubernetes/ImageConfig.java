package io.redisdrill.platform.kubernetes;

import java.util.List;

/**
 * What an image starts by itself.
 *
 * @param entrypoint its first words
 * @param arguments the words that follow, which a manifest may replace
 * @param user that it runs as: a name, a number, each with a group or without; "" for root
 * @param path its PATH; "" if it sets none
 */
public record ImageConfig(
    List<String> entrypoint, List<String> arguments, String user, String path) {
  public ImageConfig {
    entrypoint = List.copyOf(entrypoint);
    arguments = List.copyOf(arguments);
  }

  /** Returns whether it starts as root, and may become another user later. */
  boolean startsAsRoot() {
    String name = user.replaceFirst(":.*", "");
    return name.isEmpty() || name.equals("root") || name.equals("0");
  }
}
