package io.redisdrill.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A way to a server that can be cut, and slowed down: what happens to the network, not to S3. */
final class FaultyLink implements AutoCloseable {
  private final InetSocketAddress server;
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong budget = new AtomicLong(Long.MAX_VALUE);
  private final AtomicInteger cuts = new AtomicInteger();
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger pauses = new AtomicInteger();
  private Runnable due = () -> {};
  private volatile boolean holds;
  private volatile long pauseNanos;
  private volatile boolean closed;

  FaultyLink(URI to) throws IOException {
    server = new InetSocketAddress(to.getHost(), to.getPort());
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** After so many more bytes, either way, every connection is cut, and none is let through. */
  void cutAfter(long bytes) {
    budget.set(bytes);
    if (bytes == 0) {
      cut();
    }
  }

  private void cut() {
    open.stream()
        .filter(socket -> !socket.isClosed())
        .forEach(
            socket -> {
              cuts.incrementAndGet();
              end(socket);
            });
  }

  /** Returns how many connections were cut. */
  int cuts() {
    return cuts.get();
  }

  /** Returns how many were not let through. */
  int refusals() {
    return refusals.get();
  }

  /** Returns how often bytes had to wait. */
  int pauses() {
    return pauses.get();
  }

  /** Returns what it did, for the record. */
  Map<String, Object> done() {
    return Map.of("cuts", cuts(), "refusals", refusals(), "pauses", pauses());
  }

  /** After so many more bytes, either way, what comes next waits until a task is done, once. */
  void holdAfter(long bytes, Runnable task) {
    synchronized (this) {
      due = task;
    }
    holds = true;
    budget.set(bytes);
  }

  private void reached() {
    if (holds) {
      taken().run();
    } else {
      cut();
    }
  }

  private synchronized Runnable taken() {
    Runnable task = due;
    due = () -> {};
    return task;
  }

  /** Heals it. */
  void heal() {
    budget.set(Long.MAX_VALUE);
    pauseNanos = 0;
  }

  /** Waits this long before each 16 KiB. */
  void slow(long nanos) {
    pauseNanos = nanos;
  }

  private void accept() {
    while (!closed) {
      try {
        Socket from = listening.accept();
        if (budget.get() <= 0 && !holds) {
          refusals.incrementAndGet();
          end(from);
          continue;
        }
        Socket to = new Socket();
        to.connect(server);
        open.add(from);
        open.add(to);
        daemon(() -> pump(from, to));
        daemon(() -> pump(to, from));
      } catch (IOException ended) {
        if (closed) {
          return;
        }
      }
    }
  }

  private void pump(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] buffer = new byte[16 << 10];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (pauseNanos > 0) {
          LockSupport.parkNanos(pauseNanos);
          pauses.incrementAndGet();
        }
        if (budget.addAndGet(-read) < 0) {
          reached();
        }
        out.write(buffer, 0, read);
      }
    } catch (IOException ended) {
      // The other side of a connection that was cut.
    } finally {
      end(from);
      end(to);
    }
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "faulty-link");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    listening.close();
    open.forEach(FaultyLink::end);
  }
}
