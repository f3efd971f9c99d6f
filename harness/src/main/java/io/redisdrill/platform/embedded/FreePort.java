package io.redisdrill.platform.embedded;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Finds a port that a server can keep over its restarts. */
final class FreePort {
  // Below every system's range for outgoing connections (Linux 32768, macOS 49152) and Kubernetes'
  // NodePorts (30000): there a client's own port may take the server's while it is down, and a
  // probe that connects to a closed port of that range can even connect to itself.
  private static final int FIRST = 18_000;
  private static final int LAST = 29_999;
  private static final int TRIES = 200;

  private FreePort() {}

  /** Returns a port on which nobody listened a moment ago. */
  static int find(Random random) {
    for (int i = 0; i < TRIES; i++) {
      int port = FIRST + random.nextInt(LAST - FIRST + 1);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken: try another one.
      }
    }
    throw new DrillException(
        "Cannot find a port for redis-server",
        "a free port between %d and %d on the loopback address".formatted(FIRST, LAST),
        TRIES + " random ones taken",
        "Run fewer drills at a time.");
  }
}
