package io.redisdrill.sweep;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.redisdrill.aof.AofReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Puts the times at which keys expire off to the year 2286 in a copy of a log, in place: else a
 * dataset would change by itself while it is looked at. No length changes, so no offset does.
 *
 * <p>Knows the two commands in which Redis writes the expiry of a key to its log: {@code SET key
 * value PXAT time} and {@code PEXPIREAT key time}. Not those of fields of a hash, and no snapshot.
 */
final class FrozenExpiry {
  private static final String NEVER = "9999999999999\r\n";
  private static final int TAIL = 40;
  private static final Map<String, Pattern> ENDS =
      Map.of(
          "SET", Pattern.compile("\\$4\r\n(?i:PXAT)\r\n\\$13\r\n\\d{13}\r\n$"),
          "PEXPIREAT", Pattern.compile("\r\n\\$13\r\n\\d{13}\r\n$"));

  private FrozenExpiry() {}

  /** Changes a file of commands, which belongs to nobody else. */
  static void in(Path file) throws IOException {
    try (AofReader reader = AofReader.open(new BufferedInputStream(Files.newInputStream(file)));
        RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      while (reader.next()) {
        Pattern end = ENDS.get(reader.name());
        if (end != null && end.matcher(tail(access, reader)).find()) {
          access.seek(reader.end() - NEVER.length());
          access.write(NEVER.getBytes(ISO_8859_1));
        }
      }
    }
  }

  private static String tail(RandomAccessFile file, AofReader command) throws IOException {
    byte[] bytes = new byte[(int) Math.min(TAIL, command.end() - command.offset())];
    file.seek(command.end() - bytes.length);
    file.readFully(bytes);
    return new String(bytes, ISO_8859_1);
  }
}
