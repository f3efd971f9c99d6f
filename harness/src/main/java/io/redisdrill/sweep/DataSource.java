package io.redisdrill.sweep;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.UsageException;
import io.redisdrill.platform.embedded.LocalEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The persistence files of a data directory, which are read and never changed.
 *
 * @param directory where they are
 * @param parts in the order in which a server reads them
 * @param settings that make a server find them: their names
 */
record DataSource(Path directory, List<Part> parts, Map<String, String> settings) {
  private static final int BUFFER = 1 << 16;
  private static final List<String> SNAPSHOTS = List.of("REDIS", "VALKEY");
  private static final int HEAD = 6;

  /** What a file is to the server. */
  enum Role {
    MANIFEST,
    BASE,
    /** Appended to, but for the last one no more. */
    INCREMENT,
    /** All there is of an append-only file before Redis 7. */
    SINGLE,
    DUMP
  }

  /**
   * A file.
   *
   * @param file relative to the directory
   */
  record Part(String file, Role role, long bytes) {}

  DataSource {
    parts = List.copyOf(parts);
    settings = Map.copyOf(settings);
  }

  /**
   * Finds them.
   *
   * @param chosen settings of the user, which may name them
   * @throws UsageException if there are none, or a server uses them
   */
  static DataSource find(Path directory, Map<String, String> chosen) {
    if (!Files.isDirectory(directory)) {
      throw cannot(
          directory,
          "a data directory of a server",
          Files.exists(directory) ? "a file" : "nothing there",
          "Name the directory that redis.conf calls 'dir'.");
    }
    LocalEngine.refuseInUse(directory);
    try {
      return new DataSourceFinder(directory, chosen).find();
    } catch (IOException e) {
      throw cannot(
          directory, "files that can be read", String.valueOf(e), "Look at their owner and mode.");
    }
  }

  static UsageException cannot(Path directory, String expected, String found, String next) {
    return new UsageException("Cannot sweep " + directory, expected, found, next);
  }

  /** Returns the file of a name, as it is given or as the last part of it. */
  Optional<Part> part(String name) {
    return parts.stream()
        .filter(
            part ->
                part.file().equals(name)
                    || name.equals(String.valueOf(Path.of(part.file()).getFileName())))
        .findFirst();
  }

  boolean appendOnly() {
    return parts.stream().anyMatch(part -> part.role() != Role.DUMP);
  }

  /** Returns the files of commands in their order; a base may be a snapshot. */
  List<Part> log() {
    return parts.stream()
        .filter(part -> part.role() != Role.MANIFEST && part.role() != Role.DUMP)
        .toList();
  }

  /** Returns the file that is damaged where none is named: the last of the log, or the dump. */
  Part target() {
    List<Part> log = log();
    return log.isEmpty() ? parts.get(0) : log.get(log.size() - 1);
  }

  /** Copies them into {@code target}, where nothing of the original is touched any more. */
  void copyTo(Path target) throws IOException {
    for (Part part : parts) {
      Path copy = target.resolve(part.file());
      Files.createDirectories(copy.toAbsolutePath().getParent());
      Files.copy(directory.resolve(part.file()), copy);
    }
  }

  /**
   * Returns what tells their content apart from every other. Of a snapshot that is not damaged only
   * the name counts: two with the same dataset differ in the time at which they were written.
   */
  String sha256(Part target) throws IOException {
    MessageDigest digest = sha();
    for (Part part : parts) {
      Path file = directory.resolve(part.file());
      digest.update((part.file() + "\n").getBytes(UTF_8));
      if (part.equals(target) || !isSnapshot(file)) {
        digest.update("%d\n".formatted(part.bytes()).getBytes(UTF_8));
        add(file, digest);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isSnapshot(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      String head = new String(in.readNBytes(HEAD), ISO_8859_1);
      return SNAPSHOTS.stream().anyMatch(head::startsWith);
    }
  }

  private static void add(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
  }

  private static MessageDigest sha() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  /** Returns regular files of a suffix in a directory, in the order of their names. */
  static List<Path> files(Path directory, String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Path> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(directory)) {
      all.filter(file -> file.toString().endsWith(suffix) && Files.isRegularFile(file))
          .sorted()
          .forEach(found::add);
    }
    return found;
  }
}
