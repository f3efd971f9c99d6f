package io.redisdrill.aof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files of an AOF in the order in which Redis loads them.
 *
 * @param parts at least one
 */
public record AofLog(List<Part> parts) {
  /** What a file is to the log. */
  public enum Role {
    /** What the data was when the log was last rewritten. */
    BASE,
    /** What came after it. */
    INCREMENT,
    /** All of it, before Redis 7. */
    WHOLE
  }

  /**
   * A file.
   *
   * @param path below the data directory
   * @param role what it is
   * @param size in bytes; -1 if the manifest names it and it is not there
   */
  public record Part(String path, Role role, long size) {
    /** Returns whether it is there. */
    public boolean exists() {
      return size >= 0;
    }
  }

  // Redis writes a new manifest under a name of this kind first: what is in it does not count yet.
  private static final Pattern MANIFEST = Pattern.compile("(?:[^/]+/)?(?!temp-)[^/]+\\.manifest");
  private static final String SINGLE = "appendonly.aof";

  public AofLog {
    parts = List.copyOf(parts);
  }

  /**
   * Finds it in a data directory; nothing where there is none, or no manifest of it.
   *
   * @throws io.redisdrill.DrillException if the manifest cannot be understood
   */
  public static Optional<AofLog> in(DataFiles files) {
    Map<String, Long> sizes =
        files.list().stream().collect(Collectors.toMap(DataFile::path, DataFile::size));
    Optional<String> manifest = manifest(files.list());
    if (manifest.isPresent()) {
      String path = manifest.get();
      AofManifest list = AofManifest.parse(path, new String(files.read(path), UTF_8));
      return Optional.of(of(list, path.substring(0, path.lastIndexOf('/') + 1), sizes));
    }
    return Optional.ofNullable(sizes.get(SINGLE))
        .map(size -> new AofLog(List.of(new Part(SINGLE, Role.WHOLE, size))));
  }

  /** Returns the path of the manifest, if there is one. */
  public static Optional<String> manifest(List<DataFile> files) {
    return files.stream()
        .map(DataFile::path)
        .filter(path -> MANIFEST.matcher(path).matches())
        .findFirst();
  }

  private static AofLog of(AofManifest list, String directory, Map<String, Long> sizes) {
    List<Part> parts = new ArrayList<>();
    for (AofManifest.Part part : list.files()) {
      String path = directory + part.name();
      Role role = part.type() == 'b' ? Role.BASE : Role.INCREMENT;
      parts.add(new Part(path, role, sizes.getOrDefault(path, -1L)));
    }
    return new AofLog(parts);
  }

  /** Returns the file that Redis appends to. */
  public Part last() {
    return parts.get(parts.size() - 1);
  }
}
