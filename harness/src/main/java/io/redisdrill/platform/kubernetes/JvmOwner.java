package io.redisdrill.platform.kubernetes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/**
 * The JVM that containers and namespaces belong to, in a word that they carry: one that got SIGKILL
 * leaves them behind.
 */
public final class JvmOwner {
  private JvmOwner() {}

  /** Returns the word for this JVM: its machine, process id and start. */
  public static String word() {
    return word(ProcessHandle.current());
  }

  private static String word(ProcessHandle process) {
    long started = process.info().startInstant().orElse(Instant.EPOCH).getEpochSecond();
    return "%s/%d/%d".formatted(host(), process.pid(), started);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** Returns whether the JVM of a word ran on this machine and runs no more. */
  public static boolean isGone(String word) {
    String[] parts = word.split("/");
    if (parts.length != 3 || !parts[0].equals(host()) || !parts[1].matches("\\d{1,18}")) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(parts[1]));
    return process.filter(p -> p.isAlive() && word(p).equals(word)).isEmpty();
  }
}
