package io.redisdrill.platform;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

/** The files in the data directory of a Redis, by their path below it: "appendonlydir/x.aof". */
public interface DataFiles {
  /**
   * A file as it lies there.
   *
   * @param path below the data directory, with slashes
   * @param size in bytes
   */
  record DataFile(String path, long size) {}

  /**
   * A file that is being read: what it was when it was opened, whatever Redis renames into its
   * place or appends to it meanwhile.
   *
   * @param size in bytes, when it was opened
   * @param stream exactly that many bytes
   */
  record Content(long size, InputStream stream) implements Closeable {
    @Override
    public void close() throws IOException {
      stream.close();
    }
  }

  /**
   * What the user that Redis runs as may do with a file.
   *
   * @param permissions as {@code ls} writes them, "rw-r--r--"
   * @param readable whether that user may read it: root may, whatever the permissions say
   * @param writable whether that user may write it
   */
  record Access(String permissions, boolean readable, boolean writable) {}

  /** Returns every regular file, sorted by path. Allowed while Redis runs. */
  List<DataFile> list();

  /** Returns how many bytes may be written beside them, where that can be told. */
  default OptionalLong free() {
    return OptionalLong.empty();
  }

  /** Returns whether reading all of them costs no more than reading a disk of this machine. */
  default boolean near() {
    return false;
  }

  /** Returns the content of a file. Allowed while Redis runs, but then only a moment's view. */
  byte[] read(String path);

  /**
   * Returns a part of a file, shorter where the file ends before. Allowed while Redis runs.
   *
   * @param offset in bytes, at most the size of the file
   */
  default byte[] read(String path, long offset, int length) {
    byte[] content = read(path);
    int from = Math.toIntExact(offset);
    return Arrays.copyOfRange(content, from, Math.min(content.length, from + length));
  }

  /** Returns the SHA-256 of a file, in hexadecimal. Allowed while Redis runs. */
  default String sha256(String path) {
    try (Content content = open(path);
        DigestInputStream digest =
            new DigestInputStream(content.stream(), MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a file for reading, of any size. Allowed while Redis runs. */
  default Content open(String path) {
    byte[] content = read(path);
    return new Content(content.length, new ByteArrayInputStream(content));
  }

  /** Writes a file, in place of the old one. Only while Redis is down. */
  void write(String path, byte[] content);

  /**
   * Writes a file of any size, in place of the old one; whoever looks sees the old or the whole new
   * one. Only while Redis is down.
   *
   * @param size how many bytes {@code content} has
   */
  default void write(String path, InputStream content, long size) {
    try {
      write(path, content.readNBytes(Math.toIntExact(size)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives a file another path; there must be none at {@code to}. Only while Redis is down. */
  default void move(String from, String to) {
    write(to, read(from));
    delete(from);
  }

  /**
   * Writes bytes over those at an offset, or behind the last one; all others stay. Only while Redis
   * is down.
   */
  void patch(String path, long offset, byte[] bytes);

  /** Returns what the user that Redis runs as may do with a file. */
  Access access(String path);

  /**
   * Sets the permissions of a file. Only while Redis is down.
   *
   * @param permissions as {@code ls} writes them, "rw-r--r--"
   */
  void permit(String path, String permissions);

  /**
   * Takes all the space that is left beside the files, while Redis runs; {@link #drain} gives it
   * back. Needs {@link Capability#FULL_DISK}.
   *
   * @return how many bytes were taken
   */
  default long fill() {
    throw new UnsupportedOperationException(Capability.FULL_DISK.name());
  }

  /** Gives back what {@link #fill} took. */
  default void drain() {
    throw new UnsupportedOperationException(Capability.FULL_DISK.name());
  }

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

  /** Gives back what reading and writing took, such as a pod; the next call takes it again. */
  default void release() {
    // Files of this machine take nothing.
  }

  /** Copies all files below {@code target}, as evidence. */
  void copyTo(Path target);
}
