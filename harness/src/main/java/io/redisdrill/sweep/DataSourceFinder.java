package io.redisdrill.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.UsageException;
import io.redisdrill.sweep.DataSource.Part;
import io.redisdrill.sweep.DataSource.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Finds the files that a server with default names, or with those of the user, would load. */
final class DataSourceFinder {
  private static final String MANIFEST = ".manifest";
  private static final long LARGEST_MANIFEST = 1 << 20;

  private final Path directory;
  private final Map<String, String> chosen;

  DataSourceFinder(Path directory, Map<String, String> chosen) {
    this.directory = directory;
    this.chosen = chosen;
  }

  DataSource find() throws IOException {
    Optional<Path> dump = dump();
    Map<String, String> settings = new TreeMap<>();
    dump.ifPresent(file -> settings.put("dbfilename", name(file)));
    String below = chosen.getOrDefault("appenddirname", "appendonlydir");
    Optional<Path> manifest = one(DataSource.files(directory.resolve(below), MANIFEST), MANIFEST);
    List<Part> parts = new ArrayList<>();
    if (manifest.isPresent()) {
      String name = name(manifest.get());
      settings.put("appenddirname", below);
      settings.put("appendfilename", name.substring(0, name.length() - MANIFEST.length()));
      parts.addAll(listed(manifest.get()));
    } else {
      Optional<Path> single = one(DataSource.files(directory, ".aof"), ".aof");
      single.ifPresent(file -> settings.put("appendfilename", name(file)));
      single.ifPresent(file -> parts.add(part(file, Role.SINGLE)));
    }
    dump.ifPresent(file -> parts.add(part(file, Role.DUMP)));
    if (parts.isEmpty()) {
      throw DataSource.cannot(
          directory,
          "%s/*.manifest, a file *.aof, or dump.rdb in it".formatted(below),
          "no persistence files",
          "Name the directory that redis.conf calls 'dir', not the one below it.");
    }
    return new DataSource(directory, parts, settings);
  }

  private Optional<Path> dump() throws IOException {
    Path named = directory.resolve(chosen.getOrDefault("dbfilename", "dump.rdb"));
    return Files.isRegularFile(named)
        ? Optional.of(named)
        : one(DataSource.files(directory, ".rdb"), ".rdb");
  }

  private Optional<Path> one(List<Path> files, String suffix) {
    String wanted = suffix.equals(".rdb") ? "" : chosen.getOrDefault("appendfilename", "").strip();
    List<Path> fitting =
        wanted.isEmpty()
            ? files
            : files.stream().filter(file -> name(file).startsWith(wanted)).toList();
    if (fitting.size() > 1) {
      throw DataSource.cannot(
          directory,
          "one file *" + suffix,
          fitting.stream().map(DataSourceFinder::name).toList().toString(),
          "Name it with --set appendfilename=NAME or --set dbfilename=NAME.");
    }
    return fitting.stream().findFirst();
  }

  private List<Part> listed(Path manifest) throws IOException {
    List<Part> parts = new ArrayList<>(List.of(part(manifest, Role.MANIFEST)));
    if (Files.size(manifest) > LARGEST_MANIFEST) {
      throw unreadable(manifest, Files.size(manifest) + " bytes");
    }
    for (String line : new String(Files.readAllBytes(manifest), UTF_8).split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split("\\s+");
      if (words.length < 6 || !words[0].equals("file") || !words[5].matches("[bhi]")) {
        throw unreadable(manifest, "'" + line + "'");
      }
      Path file = manifest.resolveSibling(words[1]);
      if (words[1].contains("/") || words[1].contains("\\") || words[1].startsWith("..")) {
        throw unreadable(manifest, "a file outside its directory: '" + words[1] + "'");
      }
      if (!words[5].equals("h")) {
        requireFile(file, manifest);
        parts.add(part(file, words[5].equals("b") ? Role.BASE : Role.INCREMENT));
      }
    }
    return parts;
  }

  private void requireFile(Path file, Path manifest) {
    // A link could lead out of the directory as a name could.
    if (Files.isSymbolicLink(file) || !Files.isRegularFile(file)) {
      throw unreadable(
          manifest, "'%s', which is no file beside the manifest".formatted(name(file)));
    }
  }

  private UsageException unreadable(Path manifest, String found) {
    return DataSource.cannot(
        directory,
        "a manifest that names files beside it, in lines like"
            + " 'file appendonly.aof.1.base.rdb seq 1 type b'",
        found + " in " + name(manifest),
        "Use the files that Redis itself wrote together.");
  }

  private Part part(Path file, Role role) {
    return new Part(directory.relativize(file).toString(), role, size(file));
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException gone) {
      throw DataSource.cannot(
          file, "files that stay", String.valueOf(gone), "Let no server work on them.");
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
