package io.redisdrill.platform.kubernetes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A stream whose last byte comes only if all have the SHA-256 that they should have. */
final class Verified extends FilterInputStream {
  private final DigestInputStream summed;
  private final String sum;
  private final Runnable whenClosed;
  private long left;

  Verified(InputStream in, long size, String sum, Runnable whenClosed) {
    this(new DigestInputStream(in, sha256()), size, sum, whenClosed);
  }

  private Verified(DigestInputStream summed, long size, String sum, Runnable whenClosed) {
    super(summed);
    this.summed = summed;
    this.left = size;
    this.sum = sum;
    this.whenClosed = whenClosed;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = super.read(into, from, length);
    if (read < 0 && left > 0) {
      throw new IOException("%,d bytes are missing on the way from the volume".formatted(left));
    }
    left -= Math.max(0, read);
    if (read > 0) {
      requireSumIfAll();
    }
    return read;
  }

  /** Bytes that are skipped count too. */
  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(1 << 16, Math.max(1, count))];
    int read = read(buffer, 0, (int) Math.min(buffer.length, count));
    return Math.max(0, read);
  }

  private void requireSumIfAll() throws IOException {
    if (left == 0 && !sum.equals(found())) {
      throw new IOException("other bytes than those on the volume: their SHA-256 is not " + sum);
    }
  }

  private String found() {
    return HexFormat.of().formatHex(summed.getMessageDigest().digest());
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      whenClosed.run();
    }
  }
}
