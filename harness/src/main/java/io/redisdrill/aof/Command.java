package io.redisdrill.aof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.redisdrill.aof.AofReader.Ending;
import java.io.IOException;
import java.util.Locale;

/** One command in sight: the protocol of Redis, as an AOF has it. Used again for the next. */
final class Command {
  private static final int LONGEST_NAME = 32;
  private static final int LONGEST_LINE = 64 << 10;
  private static final int MOST_WORDS = 1 << 20;
  private static final int KEPT_WORDS = 3;
  private static final int CRLF = 2;

  private final Window window;
  private final int[] wordAt = new int[KEPT_WORDS];
  private final int[] wordLength = new int[KEPT_WORDS];
  private String name = "";
  private int words;
  private boolean kept;

  Command(Window window) {
    this.window = window;
  }

  /** Thrown where a command ends before its time; carries no stack. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
    final transient Ending ending;

    Broken(Ending ending) {
      super(ending.name(), null, false, false);
      this.ending = ending;
    }
  }

  /** Returns its name in capitals, or nothing for one that is too long to be a name. */
  String name() {
    return name;
  }

  /** Returns how many words it has, with its name. */
  int words() {
    return words;
  }

  /** Returns whether a word of the first three is in sight as a whole. */
  boolean has(int word) {
    return kept && word < Math.min(words, KEPT_WORDS);
  }

  int length(int word) {
    return wordLength[word];
  }

  byte at(int word, int index) {
    return window.marked(wordAt[word] + index);
  }

  void copy(int word, byte[] to) {
    window.copy(wordAt[word], to, wordLength[word]);
  }

  /** Passes one annotation, if there is one. */
  boolean annotation() throws IOException, Broken {
    boolean one = window.ensure(1) && window.peek(0) == '#';
    if (one) {
      line();
    }
    return one;
  }

  /** Reads the next one, from the mark on. */
  void read() throws IOException, Broken {
    words = number('*');
    if (words == 0 || words > MOST_WORDS) {
      throw new Broken(Ending.UNREADABLE);
    }
    kept = true;
    for (int i = 0; i < words; i++) {
      word(i, number('$'));
    }
  }

  private void word(int index, int length) throws IOException, Broken {
    if (index < KEPT_WORDS) {
      wordAt[index] = window.behindMark();
      wordLength[index] = length;
    }
    boolean inSight = kept && window.fits(length + CRLF + LONGEST_LINE);
    boolean there = inSight ? window.ensure(length + CRLF) : window.skip(length);
    if (!there) {
      throw new Broken(Ending.INSIDE_COMMAND);
    }
    kept = inSight;
    if (index == 0) {
      named(length, inSight);
    }
    if (inSight) {
      window.advance(length);
    }
    lineEnd();
  }

  private void lineEnd() throws IOException, Broken {
    if (!window.ensure(CRLF)) {
      throw new Broken(Ending.INSIDE_COMMAND);
    }
    if (window.peek(0) != '\r' || window.peek(1) != '\n') {
      throw new Broken(Ending.UNREADABLE);
    }
    window.advance(CRLF);
  }

  /** Most commands have the name of the one before: no string is made for them. */
  private void named(int length, boolean inSight) {
    if (!inSight || length > LONGEST_NAME) {
      name = "";
      return;
    }
    boolean same = name.length() == length;
    for (int i = 0; same && i < length; i++) {
      same = name.charAt(i) == (char) (window.peek(i) & 0xFF);
    }
    if (!same) {
      byte[] bytes = new byte[length];
      window.copy(wordAt[0], bytes, length);
      name = new String(bytes, ISO_8859_1).toUpperCase(Locale.ROOT);
    }
  }

  private int number(char type) throws IOException, Broken {
    if (!window.ensure(1)) {
      throw new Broken(Ending.INSIDE_COMMAND);
    }
    if (window.take() != type) {
      throw new Broken(Ending.UNREADABLE);
    }
    long number = -1;
    while (window.ensure(1)) {
      byte next = window.take();
      if (next == '\r' && number >= 0) {
        if (!window.ensure(1)) {
          break;
        }
        if (window.take() != '\n') {
          throw new Broken(Ending.UNREADABLE);
        }
        return (int) number;
      }
      number = Math.max(0, number) * 10 + (next - '0');
      if (next < '0' || next > '9' || number > Integer.MAX_VALUE - LONGEST_LINE - CRLF) {
        throw new Broken(Ending.UNREADABLE);
      }
    }
    throw new Broken(Ending.INSIDE_COMMAND);
  }

  private void line() throws IOException, Broken {
    for (int i = 0; window.ensure(1); i++) {
      if (window.take() == '\n') {
        return;
      }
      if (i == LONGEST_LINE) {
        throw new Broken(Ending.UNREADABLE);
      }
    }
    throw new Broken(Ending.INSIDE_COMMAND);
  }
}
