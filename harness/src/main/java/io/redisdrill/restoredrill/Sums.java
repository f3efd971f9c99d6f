package io.redisdrill.restoredrill;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SHA-256 of what passes. */
final class Sums {
  private static final int BUFFER = 1 << 17;
  private static final Pattern HEX = Pattern.compile("\\b([0-9a-fA-F]{64})\\b");

  private Sums() {}

  /** What passed. */
  record Digested(long bytes, String sha256) {}

  static Digested copy(InputStream in, OutputStream out) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    long bytes = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      digest.update(buffer, 0, n);
      out.write(buffer, 0, n);
      bytes += n;
    }
    return new Digested(bytes, HexFormat.of().formatHex(digest.digest()));
  }

  static Digested of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return copy(in, OutputStream.nullOutputStream());
    }
  }

  static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** Returns the first sum in what sha256sum writes. */
  static Optional<String> first(String text, String where) {
    Matcher sum = HEX.matcher(text);
    if (!sum.find()) {
      throw new DrillException(
          "Cannot read " + where,
          "64 hexadecimal digits, as sha256sum writes them",
          "none",
          "Correct it, or take it away.");
    }
    return Optional.of(sum.group(1).toLowerCase(Locale.ROOT));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
