package io.redisdrill.report.model;

/**
 * The latencies of one era, in milliseconds, to three digits.
 *
 * @param era which
 * @param count of acknowledged writes
 * @param p50 half of them were as fast
 * @param p90 nine in ten
 * @param p99 99 in a hundred
 * @param p999 999 in a thousand
 * @param max the slowest
 */
public record LatencyRow(
    Era era, long count, double p50, double p90, double p99, double p999, double max) {}
