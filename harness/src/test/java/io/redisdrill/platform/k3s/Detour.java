package io.redisdrill.platform.k3s;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Hands TCP connections on until it is closed, and cuts them all then. */
final class Detour implements AutoCloseable {
  private final ServerSocket server;
  private final String host;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Detour(ServerSocket server, String host, int target) {
    this.server = server;
    this.host = host;
    this.target = target;
  }

  static Detour to(String host, int port) throws IOException {
    Detour detour =
        new Detour(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), host, port);
    detour.start(detour::accept);
    return detour;
  }

  int port() {
    return server.getLocalPort();
  }

  private void start(Runnable what) {
    Thread thread = new Thread(what, "detour");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = server.accept();
        Socket behind = new Socket(host, target);
        open.add(client);
        open.add(behind);
        start(() -> hand(client, behind));
        start(() -> hand(behind, client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void hand(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException cut) {
      return;
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
