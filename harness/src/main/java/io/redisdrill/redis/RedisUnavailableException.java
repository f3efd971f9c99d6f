package io.redisdrill.redis;

import io.lettuce.core.RedisException;
import java.util.function.Supplier;

/** Redis did not do what it was asked: no connection, no answer in time, or an error. */
public final class RedisUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RedisUnavailableException(Throwable cause) {
    super(innermost(cause).getMessage(), cause);
  }

  static <T> T wrap(Supplier<T> call) {
    try {
      return call.get();
    } catch (RedisException e) {
      throw new RedisUnavailableException(e);
    }
  }

  private static Throwable innermost(Throwable cause) {
    Throwable inner = cause;
    while (inner.getCause() != null && inner.getCause() != inner) {
      inner = inner.getCause();
    }
    return inner;
  }
}
