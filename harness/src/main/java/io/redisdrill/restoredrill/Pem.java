package io.redisdrill.restoredrill;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in PEM files, as openssl writes them. A private key is read, and never written. */
final class Pem {
  private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private Pem() {}

  private record Block(String kind, byte[] content) {}

  static PrivateKey privateKey(Path file) {
    Block block =
        block(file, "PRIVATE KEY")
            .orElseThrow(
                () ->
                    unusable(
                        file,
                        "an RSA, EC or Ed25519 key in the clear, as -----BEGIN PRIVATE KEY-----",
                        "Write it with openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY.pem."));
    return of(factory -> factory.generatePrivate(new PKCS8EncodedKeySpec(block.content())))
        .orElseThrow(() -> noKey(file));
  }

  static PublicKey publicKey(Path file) {
    Optional<Block> certificate = block(file, "CERTIFICATE");
    if (certificate.isPresent()) {
      try {
        return CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate.get().content()))
            .getPublicKey();
      } catch (GeneralSecurityException e) {
        throw unusable(file, "a certificate", "Write it again.");
      }
    }
    Block block =
        block(file, "PUBLIC KEY")
            .orElseThrow(
                () ->
                    unusable(
                        file,
                        "a public key as -----BEGIN PUBLIC KEY-----, or a certificate",
                        "Write it with openssl pkey -in KEY.pem -pubout."));
    return of(factory -> factory.generatePublic(new X509EncodedKeySpec(block.content())))
        .orElseThrow(() -> noKey(file));
  }

  private interface Reading<T extends Key> {
    T with(KeyFactory factory) throws GeneralSecurityException;
  }

  /** Returns the key of the first kind that it can be read as. */
  private static <T extends Key> Optional<T> of(Reading<T> reading) {
    for (String kind : KINDS) {
      try {
        return Optional.of(reading.with(KeyFactory.getInstance(kind)));
      } catch (GeneralSecurityException e) {
        // It is of another kind.
      }
    }
    return Optional.empty();
  }

  private static UsageException noKey(Path file) {
    return unusable(file, "an RSA, EC or Ed25519 key", "Make one with openssl genpkey.");
  }

  private static Optional<Block> block(Path file, String kind) {
    try {
      Matcher blocks = BLOCK.matcher(new String(Files.readAllBytes(file), US_ASCII));
      while (blocks.find()) {
        if (blocks.group(1).equals(kind)) {
          return Optional.of(new Block(kind, Base64.getMimeDecoder().decode(blocks.group(2))));
        }
      }
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          "Cannot read the key in " + file,
          "a PEM file that this user may read",
          e.getClass().getSimpleName(),
          "Correct its name or its rights.",
          e);
    }
  }

  private static UsageException unusable(Path file, String expected, String nextStep) {
    return new UsageException("Cannot use the key in " + file, expected, "none", nextStep);
  }
}
