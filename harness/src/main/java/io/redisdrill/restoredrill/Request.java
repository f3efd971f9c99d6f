package io.redisdrill.restoredrill;

import io.redisdrill.backup.Unpacking;
import io.redisdrill.stack.RedisConf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What is to be drilled. Immutable.
 *
 * @param origin of the backup
 * @param expectations of it
 * @param sha256 that the archive must have, if it is known
 * @param conf the redis.conf that the server will start with; without it one that fits the backup
 * @param by who drills
 * @param tool and its release
 * @param limits of what the archive may grow to
 * @param startLimit for each start of Redis, and each check of a file
 */
public record Request(
    Origin origin,
    List<Expectation> expectations,
    Optional<String> sha256,
    Optional<RedisConf> conf,
    String by,
    String tool,
    Unpacking limits,
    Duration startLimit) {
  private static final Duration START_LIMIT = Duration.ofMinutes(30);

  public Request {
    expectations = List.copyOf(expectations);
  }

  /** Returns a request without expectations, by this user. */
  public static Request of(Origin origin, String tool) {
    return new Request(
        origin,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        System.getProperty("user.name", "unknown"),
        tool,
        Unpacking.DEFAULT,
        START_LIMIT);
  }

  /** Returns a copy for a backup from elsewhere. */
  public Request from(Origin other) {
    return new Request(other, expectations, sha256, conf, by, tool, limits, startLimit);
  }

  /** Returns a copy with these expectations. */
  public Request expecting(List<Expectation> all) {
    return new Request(origin, all, sha256, conf, by, tool, limits, startLimit);
  }

  /** Returns a copy with this sum. */
  public Request withSha256(Optional<String> sum) {
    return new Request(origin, expectations, sum, conf, by, tool, limits, startLimit);
  }

  /** Returns a copy with this redis.conf. */
  public Request with(Optional<RedisConf> other) {
    return new Request(origin, expectations, sha256, other, by, tool, limits, startLimit);
  }

  /** Returns a copy by another one. */
  public Request by(String other) {
    return new Request(origin, expectations, sha256, conf, other, tool, limits, startLimit);
  }

  /** Returns a copy with these limits. */
  public Request within(Unpacking other) {
    return new Request(origin, expectations, sha256, conf, by, tool, other, startLimit);
  }
}
