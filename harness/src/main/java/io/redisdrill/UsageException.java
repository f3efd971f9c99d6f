package io.redisdrill;

import org.jspecify.annotations.Nullable;

/** A {@link DrillException} that the caller's own words caused: a name, a value, a manifest. */
public final class UsageException extends DrillException {
  private static final long serialVersionUID = 1L;

  /** See {@link DrillException#DrillException(String, String, String, String)}. */
  public UsageException(String subject, String expected, String found, String nextStep) {
    super(subject, expected, found, nextStep);
  }

  /** As above, with the failure that showed it. */
  public UsageException(
      String subject, String expected, String found, String nextStep, @Nullable Throwable cause) {
    super(subject, expected, found, nextStep, cause);
  }
}
