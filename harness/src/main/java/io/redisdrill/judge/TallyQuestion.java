package io.redisdrill.judge;

import io.redisdrill.aof.LogChange;
import io.redisdrill.aof.LogEnd;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a {@link Tally} depends on besides history and survivors; all times in nanoseconds of the
 * run.
 *
 * @param faultBegan from when on the fault can have lost something
 * @param faultEnded from when on another process served
 * @param rightBefore the last moments before the fault
 * @param saveBegan when the last completed save before the fault began, if there was one
 * @param ttl of the writes that expire
 * @param evictions whether Redis evicted keys
 * @param baseKeys of each writer that were filled before the load: they are no evidence of load
 * @param log what the fault did to the AOF, if it touched it
 * @param left the end of the AOF that a power cut left to be loaded, where it was read
 */
public record TallyQuestion(
    long faultBegan,
    long faultEnded,
    Duration rightBefore,
    OptionalLong saveBegan,
    Duration ttl,
    boolean evictions,
    int baseKeys,
    Optional<LogChange> log,
    Optional<LogEnd> left) {}
