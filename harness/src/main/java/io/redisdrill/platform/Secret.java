package io.redisdrill.platform;

import java.security.SecureRandom;
import java.util.Base64;

/** A password that does not print itself. */
public final class Secret {
  private static final int BYTES = 24;

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Returns a new random secret, of characters that need no quoting anywhere. */
  public static Secret generate() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Returns a secret that somebody else chose. */
  public static Secret of(String value) {
    return new Secret(value);
  }

  /** Returns the secret itself. Never log it, record it, or pass it as an argument. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
