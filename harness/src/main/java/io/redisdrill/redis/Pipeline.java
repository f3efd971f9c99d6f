package io.redisdrill.redis;

import java.util.List;

/**
 * One connection, from its opening to its end: it is never opened again, and nothing is sent twice.
 * The listeners of one connection run on one thread, its own.
 */
public interface Pipeline extends AutoCloseable {
  /**
   * Sends all requests in this order, in one go. On a closed connection each gets no reply. A
   * listener may run before this returns.
   */
  void send(List<Request> requests);

  /** Ends the connection; each request that is under way gets {@link Reply#NONE}. Thread-safe. */
  @Override
  void close();
}
