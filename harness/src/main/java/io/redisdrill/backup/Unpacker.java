package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.aof.AofReader;
import io.redisdrill.backup.UnpackedFile.Form;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes the files of a backup below a directory, and on the way there finds out what they are:
 * each byte is read once, and memory does not grow with it. Not thread-safe.
 */
final class Unpacker implements ArchiveReader.Visitor {
  private static final int BUFFER = 1 << 17;

  private final Path directory;
  private final List<UnpackedFile> files = new ArrayList<>();

  Unpacker(Path directory) {
    this.directory = directory;
  }

  List<UnpackedFile> files() {
    return files;
  }

  @Override
  public void file(String path, long size, InputStream content) throws IOException {
    Path to = directory.resolve(path).normalize();
    if (!to.startsWith(directory)) {
      throw new IOException(path + " leads elsewhere");
    }
    MessageDigest digest = ArchiveWriter.sha256();
    try (OutputStream out = created(to)) {
      Tee tee = new Tee(content, out, digest);
      String name = path.toLowerCase(Locale.ROOT);
      UnpackedFile.Form form = Form.OTHER;
      Map<String, String> details = Map.of();
      if (name.endsWith(".rdb")) {
        RdbSum sum = new RdbSum();
        byte[] buffer = new byte[BUFFER];
        for (int n = tee.read(buffer); n > 0; n = tee.read(buffer)) {
          sum.update(buffer, n);
        }
        form = sum.form();
        details = sum.details();
      } else if (name.endsWith(".aof")) {
        AofReader reader = AofReader.open(tee);
        form = aof(reader);
        details = Map.of("whole", Long.toString(reader.wholeUnits()));
      }
      tee.transferTo(OutputStream.nullOutputStream());
      String sum = HexFormat.of().formatHex(digest.digest());
      files.add(new UnpackedFile(new BackupFile(path, tee.count, sum), form, details));
    }
  }

  private static OutputStream created(Path to) {
    try {
      Files.createDirectories(to.getParent());
      return Files.newOutputStream(to);
    } catch (IOException e) {
      throw noSpace(e);
    }
  }

  private static Form aof(AofReader reader) throws IOException {
    while (reader.next()) {
      // Only how it ends matters.
    }
    return switch (reader.ending()) {
      case WHOLE -> Form.AOF;
      case INSIDE_COMMAND, INSIDE_TRANSACTION -> Form.AOF_TORN;
      case UNREADABLE -> Form.AOF_UNREADABLE;
    };
  }

  /** What fails at the disk says nothing about the archive, so it is told apart. */
  private static DrillException noSpace(IOException e) {
    return new DrillException(
        "Cannot unpack the backup",
        "a temporary directory that can be written, with space for all of it",
        String.valueOf(e),
        "Free some space, or name another place with -Djava.io.tmpdir=DIR.",
        e);
  }

  /** Whoever reads it, writes it and adds it to the sum. */
  private static final class Tee extends FilterInputStream {
    private final OutputStream out;
    private final MessageDigest digest;
    private long count;

    Tee(InputStream in, OutputStream out, MessageDigest digest) {
      super(in);
      this.out = out;
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = super.read(into, from, length);
      if (n > 0) {
        digest.update(into, from, n);
        count += n;
        try {
          out.write(into, from, n);
        } catch (IOException e) {
          throw noSpace(e);
        }
      }
      return n;
    }
  }
}
