package io.redisdrill.fault;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles.DataFile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file that Redis persists to, by what it is for. */
public enum Target {
  /** The snapshot: dump.rdb. */
  DUMP("(?!temp-)[^/]+\\.rdb"),
  /** What the AOF begins with, in the directory that it has since Redis 7. */
  BASE(".+/.+\\.(\\d+)\\.base\\.(?:rdb|aof)"),
  /** What Redis appends to: the last increment, or the one file of an AOF before Redis 7. */
  INCREMENT(".+/.+\\.(\\d+)\\.incr\\.aof|(?!temp-)[^/]+\\.aof"),
  /** The list of the files of an AOF, since Redis 7. */
  MANIFEST(".+/(?!temp-)[^/]+\\.manifest");

  private final Pattern path;

  Target(String path) {
    this.path = Pattern.compile(path);
  }

  /**
   * Returns this one among the files of a data directory: that of the latest generation.
   *
   * @throws DrillException if there is none
   */
  DataFile in(List<DataFile> files) {
    return files.stream()
        .filter(file -> path.matcher(file.path()).matches())
        .max(Comparator.comparingLong(this::sequence))
        .orElseThrow(
            () ->
                new DrillException(
                    "Cannot find the " + words() + " of this Redis",
                    "a file like " + path,
                    files.isEmpty() ? "no files" : files.stream().map(DataFile::path).toList() + "",
                    "Choose a file that this stack and version of Redis have."));
  }

  private long sequence(DataFile file) {
    Matcher matcher = path.matcher(file.path());
    boolean numbered = matcher.matches() && matcher.groupCount() > 0 && matcher.group(1) != null;
    return numbered ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** Returns what it is called in messages and settings. */
  String words() {
    return name().toLowerCase(Locale.ROOT);
  }
}
