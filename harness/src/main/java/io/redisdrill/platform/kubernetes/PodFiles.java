package io.redisdrill.platform.kubernetes;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The files on the volume of a Redis: seen through its own container while it runs, through a
 * helper pod while it is down.
 *
 * @param directory where they are, in both
 * @param running the container of Redis, if it runs
 * @param helper to look and change while it does not
 * @param claim the claim behind the directory
 */
record PodFiles(
    String directory, Supplier<Optional<Exec>> running, HelperPod helper, DataClaim claim)
    implements DataFiles {
  // Redis renames and deletes files while they are listed: one that is gone is no error.
  private static final String LIST =
      "cd \"$1\" && find . -path ./.powercut -prune -o -type f -exec stat -c '%s %n' {} + 2>/dev/null || true";
  private static final String READ = "cd \"$1\" && cat -- \"$2\"";
  // The end of the input cannot be told through an exec, so that the number of bytes must be.
  private static final String WRITE =
      "cd \"$1\" && mkdir -p -- \"$(dirname -- \"$2\")\" && head -c \"$3\" > \"$2.part\""
          + " && [ \"$(sha256sum < \"$2.part\" | cut -c1-64)\" = \"$4\" ]"
          + " && mv -- \"$2.part\" \"$2\"";
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

  private static DataFile parse(String line) {
    int space = line.indexOf(' ');
    String path = line.substring(space + 1).replaceFirst("^\\./", "");
    return new DataFile(path, Long.parseLong(line.substring(0, space)));
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
