package io.redisdrill.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits and writes the words of a line of redis.conf by Redis's own rules ({@code sdssplitargs}
 * and {@code sdscatrepr} in sds.c): they differ from those of a shell.
 */
final class ConfTokens {
  private final byte[] line;
  private int at;

  private ConfTokens(String line) {
    this.line = line.getBytes(UTF_8);
  }

  /** Returns the words of a line, or nothing if its quotes are unbalanced. */
  static Optional<List<String>> split(String line) {
    var tokens = new ConfTokens(line);
    List<String> words = new ArrayList<>();
    while (tokens.skipBlanks()) {
      Optional<String> word = tokens.next();
      if (word.isEmpty()) {
        return Optional.empty();
      }
      words.add(word.get());
    }
    return Optional.of(words);
  }

  /** Returns a word as a line of redis.conf must hold it: quoted where it has to be. */
  static String quoted(String word) {
    boolean plain = !word.isEmpty() && word.chars().noneMatch(ConfTokens::needsQuotes);
    if (plain) {
      return word;
    }
    var text = new StringBuilder("\"");
    word.chars().forEach(c -> text.append(escaped((char) c)));
    return text.append('"').toString();
  }

  private static boolean needsQuotes(int c) {
    return c <= ' ' || c == '"' || c == '\'' || c == '\\' || c == 0x7f;
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"', '\\' -> "\\" + c;
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c < ' ' || c == 0x7f ? "\\x%02x".formatted((int) c) : String.valueOf(c);
    };
  }

  private boolean skipBlanks() {
    while (at < line.length && isBlank(line[at])) {
      at++;
    }
    return at < line.length;
  }

  private Optional<String> next() {
    var word = new ByteArrayOutputStream();
    while (at < line.length && !isBlank(line[at])) {
      byte c = line[at++];
      if (c != '"' && c != '\'') {
        word.write(c);
      } else if (!readQuoted(c, word)) {
        return Optional.empty();
      }
    }
    return Optional.of(word.toString(UTF_8));
  }

  /** Reads up to the closing quote, which must end the word. */
  private boolean readQuoted(byte quote, ByteArrayOutputStream word) {
    while (at < line.length) {
      byte c = line[at++];
      if (c == quote) {
        return at == line.length || isBlank(line[at]);
      }
      if (c == '\\' && at < line.length && (quote == '"' || line[at] == '\'')) {
        word.write(quote == '"' ? readEscape() : line[at++]);
      } else {
        word.write(c);
      }
    }
    return false;
  }

  private int readEscape() {
    byte c = line[at++];
    if (c == 'x' && at + 1 < line.length && digit(at) >= 0 && digit(at + 1) >= 0) {
      int value = digit(at) * 16 + digit(at + 1);
      at += 2;
      return value;
    }
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 0x07;
      default -> c;
    };
  }

  private int digit(int index) {
    return Character.digit(line[index], 16);
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0;
  }
}
