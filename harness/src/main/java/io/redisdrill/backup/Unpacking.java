package io.redisdrill.backup;

/**
 * What an archive may grow to, so that none fills the disk or the memory.
 *
 * @param bytes of all its files together
 * @param ratio of those to the size of the archive; below 64 MiB it does not count
 * @param files how many
 */
public record Unpacking(long bytes, int ratio, int files) {
  /** 1 TiB, 200 times the archive, a thousand files. */
  public static final Unpacking DEFAULT = new Unpacking(1L << 40, 200, 1_000);

  private static final long SMALL_BYTES = 64L << 20;

  long most(long archiveBytes) {
    long byRatio = Math.max(SMALL_BYTES, archiveBytes * ratio);
    return Math.min(bytes, byRatio);
  }
}
