package io.redisdrill.judge;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The account of every write.
 *
 * @param attempted all writes that were sent
 * @param acknowledged those that Redis said it did
 * @param failed those that it refused
 * @param unknown those without an answer
 * @param lost acknowledged and absent afterwards
 * @param lostAfter those of them that were sent to the process after the fault
 * @param lostBeforeSave those of them that were acknowledged before the last completed save began
 * @param earliestLost when the earliest lost one was acknowledged, in nanoseconds of the run
 * @param outrun whether a write survived that was sent to the process before the fault after one
 *     that is lost had been acknowledged by it: then what survived is no one moment
 * @param survivedUnacknowledged without an answer, and there
 * @param holes lost, although a later write of the same writer to the same process survived
 * @param stillLogged lost and no holes, although the log that a power cut left has them
 * @param causes what the AOF tells of lost writes, by cause; those that are in it still, and should
 *     be there, are {@link Attribution#UNEXPLAINED}
 * @param torn transactions and scripts of which one part is lost and another is there
 * @param resurrected acknowledged deletes whose key is back; they count as lost too
 * @param corrupt registers whose value does not check
 * @param phantom registers with a version that was never written, or refused
 * @param expired registers that are absent because their time was over
 * @param evicted registers that are absent although Redis evicted keys: nothing can be said of them
 * @param acknowledgedBefore acknowledged before the fault
 * @param acknowledgedRightBefore acknowledged within the last moments, as the question says
 * @param lastAcknowledged when the process that the fault ended acknowledged its last write, in
 *     nanoseconds of the run
 * @param showing registers whose last write before the fault would be missed if it were lost: no
 *     delete, and nothing that may have expired
 * @param firstAcknowledged when, in nanoseconds of the run
 * @param samples the earliest lost writes
 */
public record Tally(
    long attempted,
    long acknowledged,
    long failed,
    long unknown,
    long lost,
    long lostAfter,
    long lostBeforeSave,
    OptionalLong earliestLost,
    boolean outrun,
    long survivedUnacknowledged,
    long holes,
    long stillLogged,
    Map<String, Long> causes,
    long torn,
    long resurrected,
    long corrupt,
    long phantom,
    long expired,
    long evicted,
    long acknowledgedBefore,
    long acknowledgedRightBefore,
    OptionalLong lastAcknowledged,
    long showing,
    OptionalLong firstAcknowledged,
    List<LostWrite> samples) {
  public Tally {
    causes = Map.copyOf(causes);
    samples = List.copyOf(samples);
  }
}
