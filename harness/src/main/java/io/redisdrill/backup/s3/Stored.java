package io.redisdrill.backup.s3;

import java.time.Instant;

/**
 * An object in a bucket.
 *
 * @param key its name
 * @param bytes its size
 * @param tag that S3 gave this content, the ETag
 * @param modified when it was put there
 */
public record Stored(String key, long bytes, String tag, Instant modified) {}
