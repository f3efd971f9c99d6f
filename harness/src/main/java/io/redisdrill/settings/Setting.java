package io.redisdrill.settings;

/**
 * A value, and where it came from.
 *
 * @param name as {@code redis-drill.platform}
 * @param value in text
 * @param origin in words: "system property", "environment variable REDIS_DRILL_PLATFORM"
 */
public record Setting(String name, String value, String origin) {}
