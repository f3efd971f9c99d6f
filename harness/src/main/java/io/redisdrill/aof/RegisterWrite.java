package io.redisdrill.aof;

import io.redisdrill.load.RegisterValue;

/** What a command says of a register of the tool's own workload: SET rd:writer:key value. */
final class RegisterWrite {
  private static final int KEY = 1;
  private static final int VALUE = 2;
  private static final int MOST_DIGITS = 9;

  private final Command command;
  private byte[] value = new byte[0];
  private boolean known;
  private int writer;
  private int key;
  private int version;
  private int at;

  RegisterWrite(Command command) {
    this.command = command;
  }

  /** Another command is in sight. */
  void forget() {
    known = false;
  }

  int writer() {
    look();
    return writer;
  }

  int key() {
    look();
    return key;
  }

  int version() {
    look();
    return version;
  }

  private void look() {
    if (known) {
      return;
    }
    known = true;
    writer = -1;
    key = -1;
    version = 0;
    if (!command.has(KEY) || !prefix()) {
      return;
    }
    int first = number(':');
    int second = number('\0');
    if (first >= 0 && second >= 0) {
      writer = first;
      key = second;
      version = command.name().equals("SET") && command.has(VALUE) ? versionSet() : 0;
    }
  }

  private boolean prefix() {
    at = 3;
    return command.length(KEY) > at
        && command.at(KEY, 0) == 'r'
        && command.at(KEY, 1) == 'd'
        && command.at(KEY, 2) == ':';
  }

  /** Returns the number up to a separator, or up to the end for {@code '\0'}; -1 for none. */
  private int number(char separator) {
    int number = 0;
    int digits = 0;
    for (; at < command.length(KEY) && command.at(KEY, at) != separator; at++, digits++) {
      int digit = command.at(KEY, at) - '0';
      if (digit < 0 || digit > 9 || digits == MOST_DIGITS) {
        return -1;
      }
      number = number * 10 + digit;
    }
    boolean ends = separator == '\0' || at < command.length(KEY);
    at++;
    return digits > 0 && ends ? number : -1;
  }

  private int versionSet() {
    if (value.length != command.length(VALUE)) {
      value = new byte[command.length(VALUE)];
    }
    command.copy(VALUE, value);
    return Math.max(0, RegisterValue.versionOf(value, writer, key));
  }
}
