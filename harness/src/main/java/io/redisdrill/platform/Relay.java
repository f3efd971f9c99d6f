package io.redisdrill.platform;

import java.io.IOException;
import java.io.InputStream;

/**
 * Carries what is too much for an exec between this JVM and a pod: one side puts it into a bucket,
 * the other takes it out. Thread-safe.
 */
public interface Relay {
  /** Returns how a pod gets there. */
  SharedStore store();

  /** Returns the name of the bucket. */
  String bucket();

  /** Opens an object that a pod has put there. */
  DataFiles.Content open(String key) throws IOException;

  /**
   * Puts an object there for a pod to take.
   *
   * @param size how many bytes {@code content} has
   */
  void put(String key, InputStream content, long size) throws IOException;

  /** Takes an object away. */
  void delete(String key);
}
