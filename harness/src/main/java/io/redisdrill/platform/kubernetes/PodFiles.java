package io.redisdrill.platform.kubernetes;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The files on the volume of a Redis: seen through its own container while it runs, through a
 * helper pod while it is down.
 *
 * @param directory where they are, in both
 * @param running the container of Redis, if it runs
 * @param helper to look and change while it does not
 * @param claim the claim behind the directory
 * @param carrier takes what is too much for an exec
 */
record PodFiles(
    String directory,
    Supplier<Optional<Exec>> running,
    HelperPod helper,
    DataClaim claim,
    Carrier carrier)
    implements DataFiles {
  // Redis renames and deletes files while they are listed: one that is gone is no error.
  private static final String LIST =
      "cd \"$1\" && find . -path ./.powercut -prune -o -type f"
          + " -exec stat -c '%s %n' {} + 2>/dev/null || true";
  private static final String FREE =
      "df -Pk \"$1\" 2>/dev/null | { read -r head; read -r dev all used free rest;"
          + " echo \"$free\"; }";
  private static final String READ = "cd \"$1\" && cat -- \"$2\"";
  // The end of the input cannot be told through an exec, so that the number of bytes must be.
  private static final String WRITE =
      "cd \"$1\" && mkdir -p -- \"$(dirname -- \"$2\")\" && head -c \"$3\" > \"$2.part\""
          + " && [ \"$(sha256sum < \"$2.part\" | cut -c1-64)\" = \"$4\" ]"
          + " && mv -- \"$2.part\" \"$2\"";
  private static final String PART = "cd \"$1\" && tail -c \"+$3\" -- \"$2\" | head -c \"$4\"";
  private static final String PATCH =
      "cd \"$1\" && head -c \"$4\" | dd of=\"$2\" bs=1 seek=\"$3\" conv=notrunc 2>/dev/null";
  private static final String ACCESS =
      "cd \"$1\" && stat -c %A -- \"$2\" && if [ -r \"$2\" ]; then echo r; else echo -; fi"
          + " && if [ -w \"$2\" ]; then echo w; else echo -; fi";
  private static final String PERMIT = "cd \"$1\" && chmod \"$3\" -- \"$2\"";
  private static final String SIZE = "cd \"$1\" && stat -c %s -- \"$2\"";
  private static final String HEAD = "cd \"$1\" && head -c \"$3\" -- \"$2\"";
  private static final String SUM = HEAD + " | sha256sum | cut -c1-64";
  private static final String MOVE =
      "cd \"$1\" && [ ! -e \"$3\" ] && mkdir -p -- \"$(dirname -- \"$3\")\" && mv -- \"$2\" \"$3\"";
  private static final long MOST_BY_EXEC = 1 << 20;
  private static final long MOST_WITHOUT_STORE = 64 << 20;
  private static final String TRUNCATE = "cd \"$1\" && truncate -s \"$3\" -- \"$2\"";
  private static final String DELETE = "cd \"$1\" && rm -- \"$2\"";

  @Override
  public List<DataFile> list() {
    return place()
        .text("sh", "-c", LIST, "sh", directory)
        .lines()
        .map(PodFiles::parse)
        .sorted((a, b) -> a.path().compareTo(b.path()))
        .toList();
  }

  /** An image without df leaves it open. */
  @Override
  public OptionalLong free() {
    String said = place().text("sh", "-c", FREE, "sh", directory).strip();
    return said.matches("\\d{1,15}")
        ? OptionalLong.of(Long.parseLong(said) << 10)
        : OptionalLong.empty();
  }

  private static DataFile parse(String line) {
    int space = line.indexOf(' ');
    String path = line.substring(space + 1).replaceFirst("^\\./", "");
    return new DataFile(path, Long.parseLong(line.substring(0, space)));
  }

  /** What an exec brings may be cut short, so that it is small, and its sum asked for. */
  @Override
  public Content open(String path) {
    long size =
        Long.parseLong(place().text("sh", "-c", SIZE, "sh", directory, below(path)).strip());
    if (size > MOST_BY_EXEC && carrier.ready()) {
      return carrier.open(directory, below(path));
    }
    if (size > MOST_WITHOUT_STORE) {
      throw new DrillException(
          "Cannot read %s with its %,d bytes".formatted(path, size),
          "an S3 that pods and this JVM both reach, for what is more than 64 MiB",
          "none",
          "Name one, or drill with less data.");
    }
    String length = Long.toString(size);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    place().run(content, new byte[0], "sh", "-c", HEAD, "sh", directory, below(path), length);
    String sum = place().text("sh", "-c", SUM, "sh", directory, below(path), length).strip();
    byte[] bytes = content.toByteArray();
    if (bytes.length != size || !sum.equals(sha256(bytes))) {
      throw new DrillException(
          "Cannot read " + path,
          "%,d bytes with SHA-256 %s".formatted(size, sum),
          "%,d bytes with SHA-256 %s".formatted(bytes.length, sha256(bytes)),
          "Something replaced it, or the API server cut it short: run again.");
    }
    return new Content(size, new ByteArrayInputStream(bytes));
  }

  @Override
  public byte[] read(String path) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    read(path, content);
    return content.toByteArray();
  }

  private void read(String path, OutputStream to) {
    place().run(to, new byte[0], "sh", "-c", READ, "sh", directory, below(path));
  }

  @Override
  public void write(String path, byte[] content) {
    if (content.length == 0) {
      down("write", path).text("sh", "-c", "cd \"$1\" && : > \"$2\"", "sh", directory, below(path));
      return;
    }
    String size = Integer.toString(content.length);
    down("write", path)
        .run(
            OutputStream.nullOutputStream(),
            content,
            "sh",
            "-c",
            WRITE,
            "sh",
            directory,
            below(path),
            size,
            sha256(content));
  }

  @Override
  public void write(String path, InputStream content, long size) {
    if (size > MOST_BY_EXEC && carrier.ready()) {
      down("write", path);
      carrier.write(directory, below(path), content, size);
      return;
    }
    if (size > MOST_WITHOUT_STORE) {
      throw new DrillException(
          "Cannot write %s with its %,d bytes".formatted(path, size),
          "an S3 that pods and this JVM both reach, for what is more than 64 MiB",
          "none",
          "Name one.");
    }
    try {
      write(path, content.readNBytes(Math.toIntExact(size)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void move(String from, String to) {
    down("move", from).text("sh", "-c", MOVE, "sh", directory, below(from), below(to));
  }

  @Override
  public void release() {
    carrier.close();
  }

  @Override
  public byte[] read(String path, long offset, int length) {
    ByteArrayOutputStream part = new ByteArrayOutputStream();
    String from = Long.toString(offset + 1);
    String most = Integer.toString(length);
    place().run(part, new byte[0], "sh", "-c", PART, "sh", directory, below(path), from, most);
    return part.toByteArray();
  }

  @Override
  public String sha256(String path) {
    String sum = "cd \"$1\" && sha256sum < \"$2\" | cut -c1-64";
    return place().text("sh", "-c", sum, "sh", directory, below(path)).strip();
  }

  @Override
  public void patch(String path, long offset, byte[] bytes) {
    String at = Long.toString(offset);
    String length = Integer.toString(bytes.length);
    OutputStream nowhere = OutputStream.nullOutputStream();
    down("change", path)
        .run(nowhere, bytes, "sh", "-c", PATCH, "sh", directory, below(path), at, length);
  }

  /** The helper pod runs as the user that Redis runs as. */
  @Override
  public Access access(String path) {
    String[] seen =
        place().text("sh", "-c", ACCESS, "sh", directory, below(path)).strip().split("\n", -1);
    return new Access(seen[0].substring(1), seen[1].equals("r"), seen[2].equals("w"));
  }

  @Override
  public void permit(String path, String permissions) {
    String octal =
        Integer.toOctalString(
            permissions.chars().reduce(0, (mode, one) -> mode << 1 | (one == '-' ? 0 : 1)));
    down("permit", path).text("sh", "-c", PERMIT, "sh", directory, below(path), octal);
  }

  @Override
  public void truncate(String path, long size) {
    down("truncate", path)
        .text("sh", "-c", TRUNCATE, "sh", directory, below(path), Long.toString(size));
  }

  @Override
  public void delete(String path) {
    down("delete", path).text("sh", "-c", DELETE, "sh", directory, below(path));
  }

  @Override
  public String discard() {
    down("discard", "the volume");
    helper.close();
    carrier.close();
    return claim.replace();
  }

  @Override
  public void copyTo(Path target) {
    Path root = target.toAbsolutePath().normalize();
    for (DataFile file : list()) {
      Path to = root.resolve(below(file.path())).normalize();
      try {
        Files.createDirectories(to.getParent());
        try (OutputStream out = Files.newOutputStream(to)) {
          read(file.path(), out);
        }
      } catch (IOException e) {
        throw new DrillException(
            "Cannot copy " + file.path() + " to " + to,
            "a directory that can be written, with space left",
            String.valueOf(e.getMessage()),
            "Free some space.",
            e);
      }
    }
  }

  private Exec place() {
    return running.get().orElseGet(helper::open);
  }

  private Exec down(String verb, String path) {
    if (running.get().isPresent()) {
      throw new DrillException(
          "Cannot %s %s".formatted(verb, path),
          "a Redis that is down",
          "a running one",
          "Stop it first: what changes under a running server proves nothing.");
    }
    return helper.open();
  }

  private String below(String path) {
    Path normal = Path.of(path).normalize();
    if (normal.isAbsolute() || normal.startsWith("..") || path.isBlank()) {
      throw new DrillException(
          "Cannot touch " + path,
          "a file below " + directory,
          "one outside",
          "Name it by its path below the data directory.");
    }
    return "./" + path;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
