package io.redisdrill.platform;

import java.nio.file.Path;
import java.util.List;

/** The files in the data directory of a Redis, by their path below it: "appendonlydir/x.aof". */
public interface DataFiles {
  /**
   * A file as it lies there.
   *
   * @param path below the data directory, with slashes
   * @param size in bytes
   */
  record DataFile(String path, long size) {}

  /** Returns every regular file, sorted by path. Allowed while Redis runs. */
  List<DataFile> list();

  /** Returns the content of a file. Allowed while Redis runs, but then only a moment's view. */
  byte[] read(String path);

  /** Writes a file, in place of the old one. Only while Redis is down. */
  void write(String path, byte[] content);

  /** Cuts a file to {@code size} bytes. Only while Redis is down. */
  void truncate(String path, long size);

  /** Deletes a file. Only while Redis is down. */
  void delete(String path);

  /**
   * Takes the volume away with all that is on it; an empty one takes its place. Only while Redis is
   * down.
   *
   * @return what shows that it is another one
   */
  default String discard() {
    List<DataFile> files = list();
    files.forEach(file -> delete(file.path()));
    return files.size() + " files deleted";
  }

  /** Copies all files below {@code target}, as evidence. */
  void copyTo(Path target);
}
