package io.redisdrill.report.html;

/**
 * A phase of a recovery as a row; places are per cent of the whole recovery.
 *
 * @param number by which the timeline names it
 * @param name of what was reached
 * @param from the last moment at which it was not, in milliseconds
 * @param to the first moment at which it was
 * @param took since the phase before was reached
 * @param start where its bar begins
 * @param width of its bar
 * @param doubtStart where the interval begins in which it was reached
 * @param doubtWidth of that interval
 */
public record PhaseRow(
    String number,
    String name,
    String from,
    String to,
    String took,
    String start,
    String width,
    String doubtStart,
    String doubtWidth) {}
