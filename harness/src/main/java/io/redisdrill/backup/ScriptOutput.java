package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.platform.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a program says, up to a limit, and never a secret in it. Thread-safe. */
final class ScriptOutput {
  private static final int MOST_BYTES = 1 << 20;
  private static final long LAST_MILLIS = 2_000;

  private final List<Secret> secrets;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread reader = new Thread(this::drain, "script-output");
  private InputStream from = InputStream.nullInputStream();

  ScriptOutput(List<Secret> secrets) {
    this.secrets = List.copyOf(secrets);
    reader.setDaemon(true);
  }

  /** Reads on a thread of its own, for as long as anybody has the other end. */
  void read(InputStream stream) {
    from = stream;
    reader.start();
  }

  /** What is over the limit is read too: a full pipe would stop the program. */
  private void drain() {
    byte[] buffer = new byte[8192];
    try {
      for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
        synchronized (kept) {
          kept.write(buffer, 0, Math.min(read, MOST_BYTES - kept.size()));
        }
      }
    } catch (IOException ended) {
      // The program was killed.
      return;
    }
  }

  /** Waits for the last words of a program that has ended. */
  void end() throws InterruptedException {
    reader.join(LAST_MILLIS);
  }

  /** Returns it with the secrets masked; the half of one at the limit is cut off. */
  String text() {
    String text;
    boolean full;
    synchronized (kept) {
      text = kept.toString(UTF_8);
      full = kept.size() == MOST_BYTES;
    }
    int longest = 0;
    for (Secret secret : secrets) {
      if (!secret.reveal().isEmpty()) {
        text = text.replace(secret.reveal(), "(secret)");
        longest = Math.max(longest, secret.reveal().length());
      }
    }
    return full ? text.substring(0, text.length() - longest) + "\n(and more)\n" : text;
  }

  void writeTo(Path file) {
    try {
      Files.writeString(file, text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
