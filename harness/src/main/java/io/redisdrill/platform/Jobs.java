package io.redisdrill.platform;

import java.time.Duration;
import java.util.Map;

/** The jobs beside a Redis, which a drill may start. One thread at a time. */
public interface Jobs {
  /**
   * How a job ended. Its success is its own word: what it was to bring about is for others to see.
   *
   * @param name of the Job
   * @param succeeded whether Kubernetes calls it complete
   * @param reason why not, or {@code Complete}
   * @param said the last lines of its containers, or the last event where none was started
   */
  record Ended(String name, boolean succeeded, String reason, String said) {}

  /** Makes or replaces a Secret beside the Redis. */
  void secret(String name, Map<String, Secret> entries);

  /**
   * Starts a Job as a CronJob would, or a Job once more, waits for its end, and removes it.
   *
   * @param name of a CronJob or a Job of the stack
   * @param environment put in the place of what its containers would have under these names
   * @throws io.redisdrill.DrillException if there is none, or it has not ended within the limit;
   *     then it is deleted
   */
  Ended run(String name, Map<String, String> environment, Duration limit)
      throws InterruptedException;
}
