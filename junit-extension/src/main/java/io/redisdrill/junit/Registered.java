package io.redisdrill.junit;

import io.redisdrill.platform.Platform;
import io.redisdrill.settings.Setting;
import io.redisdrill.settings.Settings.Source;
import io.redisdrill.stack.Stack;
import java.util.Map;
import java.util.Optional;

/**
 * What an extension was built with.
 *
 * @param values of settings, by name; stack and platform are named here too
 * @param stack that the name stands for
 * @param platform that the name stands for; the caller's to close
 */
record Registered(Map<String, String> values, Optional<Stack> stack, Optional<Platform> platform) {
  private static final String ORIGIN = "RedisPersistenceExtension.builder()";

  Registered {
    values = Map.copyOf(values);
  }

  Source source() {
    return new Source(name -> ORIGIN, name -> Optional.ofNullable(values.get(name)));
  }

  /** Returns whether a setting was found here and not in an annotation further inside. */
  static boolean says(Optional<Setting> setting) {
    return setting.filter(said -> said.origin().equals(ORIGIN)).isPresent();
  }
}
