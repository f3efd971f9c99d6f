package io.redisdrill.backup;

import io.redisdrill.aof.Crc64;
import io.redisdrill.backup.UnpackedFile.Form;
import java.util.Map;
import java.util.regex.Pattern;

/** Compares the checksum of an RDB file, of any size, while it passes. Not thread-safe. */
final class RdbSum {
  private static final int TRAILER = 8;
  private static final int FIRST = 16;
  private static final Pattern MAGIC = Pattern.compile("(REDIS|VALKEY)\\d{3,4}.*");

  private final Crc64 crc = new Crc64();
  private final byte[] held = new byte[TRAILER];
  private final byte[] head = new byte[RdbHeader.BYTES];
  private int holding;
  private int seen;

  /** The last eight bytes so far are held back, as they may be the checksum. */
  void update(byte[] bytes, int length) {
    int forHead = Math.min(length, head.length - seen);
    System.arraycopy(bytes, 0, head, seen, forHead);
    seen += forHead;

    int release = Math.max(0, holding + length - TRAILER);
    int fromHeld = Math.min(holding, release);
    crc.update(held, 0, fromHeld);
    crc.update(bytes, 0, release - fromHeld);
    System.arraycopy(held, fromHeld, held, 0, holding - fromHeld);
    holding -= fromHeld;
    int rest = length - (release - fromHeld);
    System.arraycopy(bytes, length - rest, held, holding, rest);
    holding += rest;
  }

  Form form() {
    if (holding < TRAILER || !MAGIC.matcher(magic()).matches()) {
      return Form.RDB_DAMAGED;
    }
    long written = Crc64.littleEndian(held, 0);
    if (written == crc.value()) {
      return Form.RDB;
    }
    return written == 0 ? Form.RDB_WITHOUT_CHECKSUM : Form.RDB_DAMAGED;
  }

  /** Returns what the file says of itself, and what its beginning looks like. */
  Map<String, String> details() {
    Map<String, String> fields = RdbHeader.fields(head, seen);
    fields.put(
        "magic",
        MAGIC.matcher(magic()).matches()
            ? magic().substring(0, Math.min(9, magic().length()))
            : "none");
    return fields;
  }

  private String magic() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(seen, FIRST); i++) {
      text.append(head[i] > ' ' && head[i] < 127 ? (char) head[i] : '?');
    }
    return text.toString();
  }
}
