package io.redisdrill.platform;

import java.util.Optional;

/** Where stacks run. Thread-safe: several drills may deploy at once. */
public interface Platform extends AutoCloseable {
  /** Returns the name that people choose it by: {@code embedded}, {@code k3s}. */
  String name();

  /** Returns, in a sentence, why nothing can be deployed here, or nothing if it can. */
  Optional<String> unavailable();

  /** Returns, in a sentence, why this platform cannot do {@code what}, or nothing if it can. */
  Optional<String> unavailable(Capability what);

  /** Returns, in a sentence, what whoever uses this platform has to know, if there is anything. */
  default Optional<String> remark() {
    return Optional.empty();
  }

  /**
   * Deploys a stack and returns once a process was started; it may not serve yet.
   *
   * @throws io.redisdrill.DrillException if that cannot be done
   */
  RunningRedis deploy(Deployment deployment);

  /** Returns the S3 that this JVM and what is deployed here both reach, if there is one. */
  default Optional<SharedStore> store() {
    return Optional.empty();
  }

  @Override
  void close();
}
