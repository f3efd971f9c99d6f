package io.redisdrill.junit;

import io.redisdrill.DrillException;
import java.util.Arrays;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Not a failure of its own: stands under a test's failure and says which settings were in force,
 * and where the report is.
 */
final class SettingsNote extends Throwable {
  private static final long serialVersionUID = 1L;

  private SettingsNote(String message) {
    super(message, null, false, false);
  }

  /** Returns the failure, with a note under it. */
  static <T extends Throwable> T under(T failure, ExtensionContext context) {
    boolean noted = Arrays.stream(failure.getSuppressed()).anyMatch(SettingsNote.class::isInstance);
    if (!noted) {
      failure.addSuppressed(new SettingsNote(text(context)));
    }
    return failure;
  }

  /** Nothing here may hide the failure that it explains. */
  private static String origins(ExtensionContext context) {
    try {
      return Configs.of(context).origins();
    } catch (DrillException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String text(ExtensionContext context) {
    String directory =
        TestScope.ifAny(context)
            .flatMap(TestScope::directory)
            .map(path -> "\nData files, Redis log and events are kept in " + path)
            .orElse("");
    return "settings in force:\n" + origins(context) + directory;
  }
}
