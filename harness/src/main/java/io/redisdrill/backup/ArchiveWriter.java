package io.redisdrill.backup;

import io.redisdrill.DrillException;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes a {@code .tar.gz} as a stream, and sums up each file on the way. Not thread-safe. */
final class ArchiveWriter {
  private static final int BUFFER = 1 << 16;
  private static final int SAMPLE_EVERY = 1 << 20;

  private final String top;
  private final Fast gzip;
  private final OutputStream blocks;
  private final TarArchiveOutputStream tar;

  /**
   * @param top the directory that all files are in
   */
  ArchiveWriter(OutputStream to, String top) throws IOException {
    this.top = top;
    this.gzip = new Fast(to);
    this.blocks = new BufferedOutputStream(gzip, BUFFER);
    this.tar = new TarArchiveOutputStream(blocks);
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  /**
   * An RDB file is compressed already, and some values are too: what a sample of them shows to gain
   * next to nothing is stored as it is, which takes a tenth of the time.
   */
  private static final class Fast extends GZIPOutputStream {
    private static final double WORTH_IT = 0.95;

    private final byte[] sampled = new byte[BUFFER];

    Fast(OutputStream to) throws IOException {
      super(to, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }

    void fit(byte[] sample, int length) {
      Deflater trial = new Deflater(Deflater.BEST_SPEED, true);
      try {
        trial.setInput(sample, 0, length);
        trial.finish();
        boolean smaller = trial.deflate(sampled) < length * WORTH_IT && trial.finished();
        def.setLevel(smaller ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
      } finally {
        trial.end();
      }
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Adds a file of exactly {@code size} bytes. */
  BackupFile add(String path, long size, InputStream content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(top + "/" + path);
    entry.setSize(size);
    entry.setMode(0600);
    tar.putArchiveEntry(entry);
    DigestInputStream summed = new DigestInputStream(content, sha256());
    byte[] buffer = new byte[BUFFER];
    long left = size;
    while (left > 0) {
      int read = summed.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new DrillException(
            "Cannot back up " + path,
            "%,d bytes".formatted(size),
            "%,d bytes less".formatted(left),
            "Something truncated it while it was read: run again.");
      }
      if ((size - left) / SAMPLE_EVERY != (size - left + read) / SAMPLE_EVERY || left == size) {
        gzip.fit(buffer, read);
      }
      tar.write(buffer, 0, read);
      left -= read;
    }
    tar.closeArchiveEntry();
    return new BackupFile(path, size, HexFormat.of().formatHex(summed.getMessageDigest().digest()));
  }

  BackupFile add(String path, byte[] content) throws IOException {
    return add(path, content.length, new ByteArrayInputStream(content));
  }

  /** Writes the end of the archive; the stream below stays open. */
  void finish() throws IOException {
    tar.finish();
    blocks.flush(); // flush() of tar does not reach below it
    gzip.finish();
  }
}
