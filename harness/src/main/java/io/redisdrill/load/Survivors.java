package io.redisdrill.load;

import io.redisdrill.UsageException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What one read of every register found, by writer and key. Not thread-safe while it is filled.
 *
 * <p>The file {@code survivors-N.bin}, big-endian: magic and version (8 bytes), read from and until
 * (ns of the run, 8 each), number of writers (4), keys of each (4 each), then for every key of the
 * first writer, the second, … its version (4): 0 absent, -1 a value that does not check.
 */
public final class Survivors {
  /** No value. */
  public static final int ABSENT = 0;

  /** A value that its writer cannot have written to this key. */
  public static final int CORRUPT = -1;

  private static final long MAGIC = 0x5244_5355_5256_0001L;

  private final int[] first;
  private final int[] versions;
  private long from;
  private long until;

  /**
   * @param keys how many keys each writer has written to
   */
  public Survivors(int[] keys) {
    first = new int[keys.length + 1];
    for (int i = 0; i < keys.length; i++) {
      first[i + 1] = Math.addExact(first[i], keys[i]);
    }
    versions = new int[first[keys.length]];
  }

  /** Returns how many writers there are. */
  public int writers() {
    return first.length - 1;
  }

  /** Returns how many keys a writer has written to. */
  public int keys(int writer) {
    return first[writer + 1] - first[writer];
  }

  /** Returns how many keys there are in all. */
  public int size() {
    return versions.length;
  }

  /** Returns the place of a register among all, or -1 if there is no such register. */
  public int index(int writer, int key) {
    boolean known = writer < writers() && key >= 0 && key < keys(writer);
    return known ? first[writer] + key : -1;
  }

  /** Returns the version at a place, or {@link #ABSENT} or {@link #CORRUPT}. */
  public int version(int index) {
    return versions[index];
  }

  /** Returns how many registers a later read-back finds that are absent or older here. */
  public long returnedIn(Survivors later) {
    return IntStream.range(0, versions.length)
        .filter(i -> versions[i] != CORRUPT && later.versions[i] > versions[i])
        .count();
  }

  /** Notes what was found at a place. */
  public void found(int index, int version) {
    versions[index] = version;
  }

  /** Notes when they were read, in nanoseconds of the run. */
  public void readBetween(long begin, long end) {
    from = begin;
    until = end;
  }

  /** Returns when reading began, in nanoseconds of the run. */
  public long from() {
    return from;
  }

  /** Returns when reading ended, in nanoseconds of the run. */
  public long until() {
    return until;
  }

  /** Writes them to a new file. */
  public void save(Path file) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeLong(MAGIC);
      out.writeLong(from);
      out.writeLong(until);
      out.writeInt(writers());
      for (int i = 0; i < writers(); i++) {
        out.writeInt(keys(i));
      }
      for (int version : versions) {
        out.writeInt(version);
      }
    }
  }

  /**
   * Reads them from a file.
   *
   * @throws UsageException if it is none, or was cut off
   */
  public static Survivors load(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readLong() != MAGIC) {
        throw unreadable(file, "a file of another kind or version");
      }
      long from = in.readLong();
      long until = in.readLong();
      int writers = in.readInt();
      if (writers < 0 || writers > Workload.MOST_WRITERS) {
        throw unreadable(file, writers + " writers");
      }
      int[] keys = new int[writers];
      for (int i = 0; i < writers; i++) {
        keys[i] = in.readInt();
      }
      long total = Arrays.stream(keys).asLongStream().sum();
      if (Arrays.stream(keys).anyMatch(n -> n < 0) || total * 4 > Files.size(file)) {
        throw unreadable(file, total + " keys in " + Files.size(file) + " bytes");
      }
      Survivors survivors = new Survivors(keys);
      survivors.readBetween(from, until);
      for (int i = 0; i < survivors.versions.length; i++) {
        survivors.versions[i] = in.readInt();
      }
      return survivors;
    } catch (EOFException e) {
      throw unreadable(file, "an end in the middle");
    }
  }

  private static UsageException unreadable(Path file, String found) {
    return new UsageException(
        "Cannot read the survivors " + file,
        "what a whole read-back wrote",
        found,
        "Run the drill again, or use the release that wrote it.");
  }
}
