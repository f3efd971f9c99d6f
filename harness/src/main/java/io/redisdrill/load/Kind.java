package io.redisdrill.load;

import java.util.List;

/** The kinds of writes. The order is part of the format of {@code history.bin}. */
public enum Kind {
  /** SET. */
  SET,
  /** SET with a TTL: absent once that is over, which is no loss. */
  EXPIRING,
  /** DEL. */
  DELETE,
  /** A SET inside MULTI and EXEC. */
  TRANSACTION,
  /** A SET by a Lua script. */
  SCRIPT;

  /** All kinds, by their number in the file. */
  static final List<Kind> BY_NUMBER = List.of(values());
}
