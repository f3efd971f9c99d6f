package io.redisdrill.backup;

import io.redisdrill.DrillException;
import org.jspecify.annotations.Nullable;

/**
 * A backup that was read, and cannot be restored: it is damaged, is not what it says of itself, or
 * holds nothing that Redis would start from. What only keeps the tool from finding out is told by
 * another {@link DrillException}.
 */
public final class BrokenBackupException extends DrillException {
  private static final long serialVersionUID = 1L;

  /** As {@link DrillException}, with the failure that showed it, if there was one. */
  public BrokenBackupException(
      String subject, String expected, String found, String nextStep, @Nullable Throwable cause) {
    super(subject, expected, found, nextStep, cause);
  }
}
