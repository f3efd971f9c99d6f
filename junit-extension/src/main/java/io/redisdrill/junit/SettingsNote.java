package io.redisdrill.junit;

/**
 * Not a failure of its own: stands under a test's failure and says which settings were in force.
 */
final class SettingsNote extends Throwable {
  private static final long serialVersionUID = 1L;

  SettingsNote(String origins) {
    super(
        "redis-drill settings:\n" + (origins.isEmpty() ? "all defaults" : origins),
        null,
        false,
        false);
  }
}
