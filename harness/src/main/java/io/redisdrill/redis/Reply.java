package io.redisdrill.redis;

/** What became of a request, as far as the client can know. */
public enum Reply {
  /** The server answered that it did it. */
  OK,
  /** The server answered that it did not do it. */
  ERROR,
  /** No answer came: it may have been done or not. */
  NONE
}
