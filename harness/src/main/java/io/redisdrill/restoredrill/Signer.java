package io.redisdrill.restoredrill;

import io.redisdrill.UsageException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.Base64;

/** Signs reports with a key of the user, which stays in memory and in its file. Thread-safe. */
public final class Signer {
  private static final int LEAST_RSA_BITS = 2048;

  private final Path file;
  private final PrivateKey key;

  private Signer(Path file, PrivateKey key) {
    this.file = file;
    this.key = key;
  }

  /**
   * Reads the key.
   *
   * @throws UsageException if that is none that can sign
   */
  public static Signer of(Path file) {
    PrivateKey key = Pem.privateKey(file);
    if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
      throw new UsageException(
          "Cannot sign with the key in " + file,
          "an RSA key of at least " + LEAST_RSA_BITS + " bits",
          rsa.getModulus().bitLength() + " bits",
          "Make a longer one.");
    }
    return new Signer(file, key);
  }

  String algorithm() {
    return algorithm(key.getAlgorithm());
  }

  String sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(algorithm());
      signature.initSign(key);
      signature.update(bytes);
      return Base64.getEncoder().encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new UsageException(
          "Cannot sign with the key in " + file,
          "a key that signs",
          String.valueOf(e.getMessage()),
          "Use another one.",
          e);
    }
  }

  /** The kind of the key decides, and not what a report says of its own signature. */
  static boolean verify(PublicKey key, byte[] bytes, String signed) {
    try {
      Signature signature = Signature.getInstance(algorithm(key.getAlgorithm()));
      signature.initVerify(key);
      signature.update(bytes);
      return signature.verify(Base64.getDecoder().decode(signed));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // it is none of this key
    }
  }

  private static String algorithm(String kind) {
    return switch (kind) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      default -> "Ed25519";
    };
  }
}
