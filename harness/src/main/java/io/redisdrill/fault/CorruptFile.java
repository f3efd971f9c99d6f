package io.redisdrill.fault;

import io.redisdrill.UsageException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * A file is changed while Redis is down: a disk that rots, a controller that writes to the wrong
 * place, a file system that gives back zeros. A TruncateAof leaves a shorter file; this leaves one
 * of other bytes.
 *
 * @param target which file
 * @param damage what becomes of its bytes
 * @param place where the damage begins; of no account for a zero tail
 * @param length how many bytes
 */
public record CorruptFile(Target target, Damage damage, Place place, int length)
    implements FilesFault {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final int MOST_BYTES = 1 << 20;
  private static final int SHOWN = 16;

  /** What becomes of bytes. */
  public enum Damage {
    /** The lowest bit of one byte is turned over. */
    BIT_FLIP,
    /** One byte is overwritten, with all of its bits turned over. */
    BYTE,
    /** A block reads as zeros. */
    ZEROS,
    /** Zeros follow the last byte: the size was on disk at a power loss, and the data was not. */
    ZERO_TAIL
  }

  public CorruptFile {
    boolean single = damage == Damage.BIT_FLIP || damage == Damage.BYTE;
    if (length < 1 || length > MOST_BYTES || (single && length > 1)) {
      throw new UsageException(
          "Cannot corrupt a file",
          single ? "1 byte" : "1 to " + MOST_BYTES + " bytes",
          length + " bytes",
          "Use CorruptFile.zeros(target, place, 4096), say.");
    }
  }

  /** Turns over one bit. */
  public static CorruptFile bitFlip(Target target, Place place) {
    return new CorruptFile(target, Damage.BIT_FLIP, place, 1);
  }

  /** Overwrites one byte. */
  public static CorruptFile byteAt(Target target, Place place) {
    return new CorruptFile(target, Damage.BYTE, place, 1);
  }

  /** Overwrites a block with zeros; the file keeps its size. */
  public static CorruptFile zeros(Target target, Place place, int length) {
    return new CorruptFile(target, Damage.ZEROS, place, length);
  }

  /** Appends zeros, as a real loss of power leaves them. */
  public static CorruptFile zeroTail(Target target, int length) {
    return new CorruptFile(target, Damage.ZERO_TAIL, Place.offset(0), length);
  }

  @Override
  public String name() {
    return "corrupt-file";
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of(
        "target",
        target.words(),
        "damage",
        words(),
        "place",
        damage == Damage.ZERO_TAIL ? "the end" : place.toString(),
        "length",
        length);
  }

  private String words() {
    return damage.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    return Offline.around(this, GRACE, redis, clock, () -> corrupt(redis.files()));
  }

  private Offline.Change corrupt(DataFiles files) {
    DataFile file = target.in(files.list());
    long offset = damage == Damage.ZERO_TAIL ? file.size() : place.in(files, file);
    byte[] old = damage == Damage.ZERO_TAIL ? new byte[0] : files.read(file.path(), offset, length);
    byte[] changed = changed(old);
    Offline.Change change =
        FileProof.of(files, file.path(), () -> files.patch(file.path(), offset, changed));
    Map<String, Object> proof = new HashMap<>(change.proof());
    proof.put("damage", words());
    proof.put("offset", offset);
    proof.put("bytesThere", shown(old));
    proof.put("bytesWritten", shown(changed));
    return new Offline.Change(change.tookEffect(), proof, "after the damaged place", false);
  }

  private byte[] changed(byte[] old) {
    return switch (damage) {
      case BIT_FLIP -> new byte[] {(byte) (old[0] ^ 1)};
      case BYTE -> new byte[] {(byte) ~old[0]};
      case ZEROS -> new byte[old.length];
      case ZERO_TAIL -> new byte[length];
    };
  }

  private static String shown(byte[] bytes) {
    String first = HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(SHOWN, bytes.length)));
    return bytes.length > SHOWN ? first + "… of " + bytes.length : first;
  }
}
