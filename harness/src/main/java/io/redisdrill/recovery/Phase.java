package io.redisdrill.recovery;

/**
 * A step on the way back, as an interval: it had not been reached at {@code fromMillis}, it had at
 * {@code toMillis}; both since the fault began.
 *
 * @param name of what was reached
 * @param fromMillis the last moment at which it was not
 * @param toMillis the first moment at which it was
 */
public record Phase(String name, double fromMillis, double toMillis) {}
