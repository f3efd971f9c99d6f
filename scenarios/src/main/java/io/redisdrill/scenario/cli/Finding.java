package io.redisdrill.scenario.cli;

/**
 * Something that was looked at.
 *
 * @param subject what
 * @param ok whether it is as it should be
 * @param needed whether no drill can run without it
 * @param message in a sentence
 */
record Finding(String subject, boolean ok, boolean needed, String message) {
  String line() {
    return "%-3s %-13s %s".formatted(ok ? "OK" : "no", subject, message);
  }
}
