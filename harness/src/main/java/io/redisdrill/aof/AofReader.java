package io.redisdrill.aof;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads one file of an AOF, command by command, as a cursor: what it says of a command holds until
 * the next one. An RDB file in front is passed over, and its checksum compared. Annotations, such
 * as {@code #TS:}, are passed over too.
 *
 * <p>Memory stays at about a mebibyte whatever the file holds. A command that is longer has an
 * extent and a name, but no register. What it does not do: check that Redis would execute a
 * command. Not thread-safe.
 */
public final class AofReader implements Closeable {
  /** How a file ends. */
  public enum Ending {
    /** Behind a whole command, or it is empty. */
    WHOLE,
    /** Inside a command, or inside the RDB file in front. */
    INSIDE_COMMAND,
    /** Behind a whole command, between MULTI and EXEC. */
    INSIDE_TRANSACTION,
    /** What follows is no command. */
    UNREADABLE
  }

  private final InputStream in;
  private final Window window;
  private final Command command;
  private final RegisterWrite register;
  private long offset;
  private long end;
  private long whole;
  private long preamble;
  private long transactionAt = -1;
  private boolean inside;
  private Ending ending = Ending.WHOLE;
  private boolean begun;
  private boolean over;

  private AofReader(InputStream in) {
    this.in = in;
    this.window = new Window(in);
    this.command = new Command(window);
    this.register = new RegisterWrite(command);
  }

  /** Reads a file from its first byte; closes the stream in the end. */
  public static AofReader open(InputStream in) {
    return new AofReader(in);
  }

  /**
   * Returns how many bytes of a file are whole commands and whole transactions. A copy of a file
   * that is being appended to may end inside a command; worse, one that ends between MULTI and EXEC
   * lets Redis 7.0 start, and lose at the next start everything that it acknowledged in between.
   *
   * @throws IOException if what it holds are no commands, or it cannot be read
   */
  public static long wholeUnitsOf(InputStream in) throws IOException {
    AofReader reader = open(in);
    while (reader.next()) {
      // Only the end matters.
    }
    if (reader.ending() == Ending.UNREADABLE) {
      throw new IOException("no command at byte %,d".formatted(reader.end()));
    }
    return reader.wholeUnits();
  }

  /**
   * Goes to the next whole command.
   *
   * @return false if there is none: see {@link #ending}
   */
  public boolean next() throws IOException {
    if (!begun && !begin()) {
      return end(Ending.INSIDE_COMMAND);
    }
    if (over) {
      return false;
    }
    inside &= !command.name().equals("EXEC");
    window.mark();
    try {
      while (command.annotation()) {
        window.mark();
        whole = inside ? whole : window.position();
      }
      offset = window.position();
      if (!window.ensure(1)) {
        return end(inside ? Ending.INSIDE_TRANSACTION : Ending.WHOLE);
      }
      command.read();
    } catch (Command.Broken broken) {
      return end(broken.ending);
    }
    end = window.position();
    transaction();
    register.forget();
    return true;
  }

  private boolean begin() throws IOException {
    begun = true;
    if (RdbPreamble.startsAt(window)) {
      if (!RdbPreamble.pass(window)) {
        return false;
      }
      preamble = window.position();
      whole = preamble;
      end = preamble;
    }
    return true;
  }

  private boolean end(Ending how) {
    over = true;
    ending = how;
    return false;
  }

  private void transaction() {
    if (command.name().equals("MULTI")) {
      inside = true;
      transactionAt = offset;
    }
    if (!inside || command.name().equals("EXEC")) {
      whole = end;
    }
  }

  /** Returns where the command begins, in bytes of the file. */
  public long offset() {
    return offset;
  }

  /** Returns where it ends. */
  public long end() {
    return end;
  }

  /** Returns its name in capitals; nothing for one that is longer than any command of Redis. */
  public String name() {
    return command.name();
  }

  /** Returns whether it is between MULTI and EXEC, or one of the two. */
  public boolean inTransaction() {
    return inside;
  }

  /** Returns where the MULTI of this command, or the last one before it, begins; -1 for none. */
  public long transactionOffset() {
    return transactionAt;
  }

  /**
   * Returns how many bytes of the file, up to this command, are whole commands and whole
   * transactions: what Redis keeps of a file that is cut there.
   */
  public long wholeUnits() {
    return whole;
  }

  /** Returns the size of the RDB file in front, or 0. */
  public long preamble() {
    return preamble;
  }

  /** Returns how the file ends, once {@link #next} has returned false. */
  public Ending ending() {
    return ending;
  }

  /** Returns the writer of the tool's own workload whose register is written; -1 for others. */
  public int writer() {
    return register.writer();
  }

  /** Returns the number of the key of that register, or -1. */
  public int key() {
    return register.key();
  }

  /** Returns the version that is written, or 0 for a DEL, or a value that does not check. */
  public int version() {
    return register.version();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
