package io.redisdrill.junit;

import java.util.Locale;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Names of run directories, made of those of tests. */
final class TestNames {
  private static final int LONGEST = 80;

  private TestNames() {}

  /** Returns the test's class and method in kebab case. */
  static String directory(ExtensionContext context) {
    String name =
        kebab(context.getRequiredTestClass().getSimpleName())
            + "-"
            + kebab(context.getRequiredTestMethod().getName());
    return name.substring(0, Math.min(LONGEST, name.length()));
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
        .replaceAll("([A-Z])([A-Z][a-z])", "$1-$2")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }
}
