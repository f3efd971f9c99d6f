package io.redisdrill.backup;

import io.redisdrill.DrillException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Reads a {@code .tar.gz} that nobody vouches for, file by file, without its top directory. It
 * refuses what is no plain file below that: links, devices, paths that lead elsewhere, and more
 * data than the limits allow.
 *
 * @param archive on this machine
 * @param limits of what it may grow to
 */
record ArchiveReader(Path archive, Unpacking limits) {
  private static final int BUFFER = 1 << 16;

  /** Takes the files in the order of the archive. */
  interface Visitor {
    /**
     * @param content of exactly {@code size} bytes, which need not be read
     */
    void file(String path, long size, InputStream content) throws IOException;
  }

  void visit(Visitor visitor) {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive), BUFFER);
        InputStream all = new Limited(new GZIPInputStream(file, BUFFER), limits.most(bytes()));
        TarArchiveInputStream tar = new TarArchiveInputStream(all)) {
      Set<String> seen = new HashSet<>();
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        visitor.file(accepted(entry, seen, all), entry.getSize(), tar);
      }
      // The checksum of gzip comes after the end of tar.
      all.transferTo(OutputStream.nullOutputStream());
    } catch (IOException | IllegalArgumentException e) { // the latter from a header that is none
      throw new BrokenBackupException(
          "Cannot read " + archive.getFileName(),
          "a whole .tar.gz",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "It was cut off or damaged: get it again, or use another backup.",
          e);
    }
  }

  /** Damage makes a name out of anything: only what is whole is refused for what it says. */
  private String accepted(TarArchiveEntry entry, Set<String> seen, InputStream all)
      throws IOException {
    try {
      return accepted(entry, seen);
    } catch (DrillException refusal) {
      all.transferTo(OutputStream.nullOutputStream());
      throw refusal;
    }
  }

  private String accepted(TarArchiveEntry entry, Set<String> seen) {
    String path = path(entry);
    if (!seen.add(path)) {
      throw refused("each file once", "'" + path + "' twice");
    }
    if (seen.size() > limits.files()) {
      throw refused("at most " + limits.files() + " files", "more");
    }
    return path;
  }

  private long bytes() throws IOException {
    return Files.size(archive);
  }

  private String path(TarArchiveEntry entry) {
    String name = entry.getName();
    boolean plain = entry.isFile() && !entry.isLink() && !entry.isSymbolicLink();
    if (!plain || entry.isSparse()) {
      throw refused("plain files alone", "'" + name + "', which is a link or a device");
    }
    String below = name.startsWith("./") ? name.substring(2) : name;
    int top = below.indexOf('/');
    String path = top < 0 ? below : below.substring(top + 1);
    boolean leadsElsewhere =
        name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || path.isEmpty()
            || List.of(name.split("/", -1)).contains("..");
    if (leadsElsewhere) {
      throw refused("files below one directory", "'" + name + "', which leads elsewhere");
    }
    return path;
  }

  /** Returns a stream that ends where the limits do. */
  static InputStream limited(InputStream in, Path archive, Unpacking limits) throws IOException {
    ArchiveReader reader = new ArchiveReader(archive, limits);
    return reader.new Limited(in, limits.most(reader.bytes()));
  }

  private DrillException refused(String expected, String found) {
    return new DrillException(
        "Cannot restore from " + archive.getFileName(),
        expected,
        found,
        "It is no backup of this tool; nothing was changed.");
  }

  /** Ends what unpacks to more than it may. */
  private final class Limited extends FilterInputStream {
    private long left;

    Limited(InputStream in, long most) {
      super(in);
      this.left = most;
    }

    private int count(int read) {
      left -= Math.max(0, read);
      if (left < 0) {
        throw refused("no more than its limits allow, " + limits, "more data than that");
      }
      return read;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      return count(super.read(into, from, length));
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = super.skip(count);
      count((int) Math.min(Integer.MAX_VALUE, skipped));
      left -= skipped > Integer.MAX_VALUE ? skipped - Integer.MAX_VALUE : 0;
      return skipped;
    }
  }
}
