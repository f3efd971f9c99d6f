package io.redisdrill.platform.powercut;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redisdrill.DrillException;
import io.redisdrill.run.Json;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a cut did, as the launcher says it.
 *
 * <p>Only a {@link #sound} one shows anything; else {@link #doubts} says in words why nothing may
 * be judged by it. Ages count up to the server's end where the launcher saw it, else up to the cut.
 * Immutable.
 *
 * @param applied whether anything was touched; a cut that is not sound before it begins leaves the
 *     data as they are
 * @param request the name that the request gave it, "" if it was not asked for by a request
 * @param bytesDropped bytes that were never durable, of files cut short and of files removed
 * @param oldestDroppedAgeMillis no dropped byte was older; absent if none was dropped
 * @param lostSyncs syncs that the server was told had succeeded, and had not
 * @param endSeen whether the launcher lived to see the server's end
 * @param unlisted how many more {@code files} and {@code names} there are than are listed
 */
public record PowerCutProof(
    boolean applied,
    boolean sound,
    List<Doubt> reasons,
    String request,
    MetadataModel model,
    long bytesDropped,
    long filesCut,
    long namesRolledBack,
    OptionalDouble oldestDroppedAgeMillis,
    OptionalDouble oldestDroppedAgeAtLeastMillis,
    Syncs syncs,
    long lostSyncs,
    Injected injected,
    boolean endSeen,
    long endedNanos,
    long cutNanos,
    long ledgerBytes,
    long tornBytes,
    List<FileCut> files,
    List<NameRolledBack> names,
    long unlisted) {
  private static final String SCHEMA = "\"schema\":\"powercut/1\"";

  /** One cause for doubt: {@code text} says it in words, {@code count} how often it was met. */
  public record Doubt(String reason, long count, String text) {}

  /** The server's syncs: durable, refused by the disk, and not ended when the server was gone. */
  public record Syncs(long durable, long failed, long unfinished) {}

  /** Syncs that the control file changed. */
  public record Injected(long delayed, long hung, long failed, long lied, long virtual) {}

  /**
   * A file that lost bytes.
   *
   * @param file relative to the data directory
   * @param action "truncated" or "removed"
   * @param lastSyncStartedNanos when the sync began that says what was durable, as {@link
   *     System#nanoTime} on the same machine; 0 if it never was synced
   */
  public record FileCut(
      String file,
      String action,
      long sizeBefore,
      long sizeAfter,
      long dropped,
      double ageAtMostMillis,
      double ageAtLeastMillis,
      long lastSyncStartedNanos,
      long lastSyncMicros) {}

  /** A rename, a creation or an unlink that was undone. */
  public record NameRolledBack(String file, String action) {}

  public PowerCutProof {
    reasons = List.copyOf(reasons);
    files = List.copyOf(files);
    names = List.copyOf(names);
  }

  /** Reads the line that {@code powercut cut} prints, or last-cut.json. */
  public static PowerCutProof parse(String json) {
    if (!json.contains(SCHEMA)) {
      throw unreadable(json, null);
    }
    try {
      return Json.MAPPER.readValue(json, PowerCutProof.class);
    } catch (JsonProcessingException e) {
      throw unreadable(json, e);
    }
  }

  /** Returns why it is not sound, or "" if it is. */
  public String doubts() {
    return reasons.stream().map(Doubt::text).collect(joining("; "));
  }

  private static DrillException unreadable(String json, @Nullable Exception e) {
    return new DrillException(
        "Cannot read what the power cut did",
        "a JSON object of the schema powercut/1",
        json.isBlank() ? "nothing" : json.substring(0, Math.min(json.length(), 200)),
        "Look at the log of the server's container or process for the launcher's messages.",
        e);
  }
}
