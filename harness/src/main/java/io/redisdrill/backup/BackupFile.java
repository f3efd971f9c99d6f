package io.redisdrill.backup;

/**
 * A file in a backup.
 *
 * @param path below the data directory, with slashes
 * @param size in bytes
 * @param sha256 in hexadecimal
 */
public record BackupFile(String path, long size, String sha256) {}
