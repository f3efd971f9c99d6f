package io.redisdrill.load;

import io.redisdrill.UsageException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Reads {@code history.bin} from the start to the end, record by record, without an object for
 * each. Not thread-safe.
 *
 * <pre>{@code
 * try (HistoryReader history = HistoryReader.open(file)) {
 *   while (history.next()) {
 *     … history.writer() … history.version() …
 *   }
 * }
 * }</pre>
 */
public final class HistoryReader implements Closeable {
  private static final int RECORDS_A_BLOCK = 16_384;

  private final FileChannel channel;
  private final int writers;
  private final ByteBuffer block = HistoryFormat.buffer(RECORDS_A_BLOCK).limit(0);
  private int at = -HistoryFormat.RECORD_BYTES;
  private long tornBytes;

  private HistoryReader(FileChannel channel, int writers) {
    this.channel = channel;
    this.writers = writers;
  }

  /**
   * Opens a history.
   *
   * @throws UsageException if the file is none, or one of a later version
   */
  public static HistoryReader open(Path file) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      ByteBuffer header =
          ByteBuffer.allocate(HistoryFormat.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      fill(channel, header);
      header.flip();
      if (header.limit() < HistoryFormat.HEADER_BYTES || header.getLong(0) != HistoryFormat.MAGIC) {
        channel.close();
        throw unreadable(file, "a file of another kind, or cut off in its header");
      }
      if (header.getInt(8) != HistoryFormat.VERSION) {
        channel.close();
        throw unreadable(file, "version " + header.getInt(8));
      }
      return new HistoryReader(channel, header.getInt(20));
    } catch (IOException e) {
      throw unreadable(file, e.toString());
    }
  }

  private static UsageException unreadable(Path file, String found) {
    return new UsageException(
        "Cannot read the history " + file,
        "a history of version " + HistoryFormat.VERSION,
        found,
        "Use the release that wrote it.");
  }

  /** Goes to the next record; returns whether there is one. */
  public boolean next() {
    at += HistoryFormat.RECORD_BYTES;
    return at < block.limit() || refill();
  }

  private boolean refill() {
    try {
      block.clear();
      fill(channel, block);
      int whole = block.position() / HistoryFormat.RECORD_BYTES * HistoryFormat.RECORD_BYTES;
      tornBytes += (long) block.position() - whole;
      block.position(0).limit(whole);
      at = 0;
      return whole > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void fill(FileChannel channel, ByteBuffer buffer) throws IOException {
    int read = 0;
    while (buffer.hasRemaining() && read >= 0) {
      read = channel.read(buffer);
    }
  }

  /** Returns how many writers the history is of. */
  public int writers() {
    return writers;
  }

  /** Returns the writer of this record. */
  public int writer() {
    return block.getShort(at + HistoryFormat.WRITER) & 0xFFFF;
  }

  /** Returns the key of this record, a number among the keys of its writer. */
  public int key() {
    return block.getInt(at + HistoryFormat.KEY);
  }

  /** Returns the version of this record, from 1 up for each writer. */
  public int version() {
    return block.getInt(at + HistoryFormat.VERSION_NUMBER);
  }

  /** Returns the kind of this record. */
  public Kind kind() {
    return Kind.BY_NUMBER.get(block.get(at + HistoryFormat.KIND) & (HistoryFormat.JOINED - 1));
  }

  /** Returns whether this record and the one before it of this writer are one transaction. */
  public boolean joined() {
    return (block.get(at + HistoryFormat.KIND) & HistoryFormat.JOINED) != 0;
  }

  /** Returns what became of it. */
  public Outcome outcome() {
    return Outcome.BY_NUMBER.get(block.get(at + HistoryFormat.OUTCOME));
  }

  /** Returns when it was sent, in nanoseconds of the run. */
  public long invoked() {
    return block.getLong(at + HistoryFormat.INVOKED);
  }

  /** Returns when its outcome was known, in nanoseconds of the run, to 100 ns. */
  public long completed() {
    long ticks = block.getInt(at + HistoryFormat.TICKS) & HistoryFormat.MOST_TICKS;
    return invoked() + ticks * HistoryFormat.TICK_NANOS;
  }

  /** Returns, at the end, how many bytes of a cut-off record follow. */
  public long tornBytes() {
    return tornBytes;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
