package io.redisdrill.scenario;

import io.redisdrill.DrillResult;
import io.redisdrill.DrillResult.SecondRestart;
import io.redisdrill.Verdict;
import io.redisdrill.fault.CorruptFile;
import io.redisdrill.fault.DropFile;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.FirstRewrite;
import io.redisdrill.fault.Outage;
import io.redisdrill.fault.Place;
import io.redisdrill.fault.PodDelete;
import io.redisdrill.fault.Repaired;
import io.redisdrill.fault.Target;
import io.redisdrill.load.Workload;
import io.redisdrill.load.Workload.Mix;
import io.redisdrill.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What files that are damaged or gone show, and what a stop in a bad moment does to them. */
final class FileDefects {
  private static final int BLOCK = 4096;

  /** Microseconds a key: the first rewrite of 800 keys takes three seconds. */
  private static final String SLOW_CHILD = "4000";

  private static final Duration SHORT_GRACE = Duration.ofSeconds(1);

  private FileDefects() {}

  static List<Defect> all() {
    return List.of(
        manifestMissing(),
        resurrected(),
        zeroTail(),
        repairCuts(),
        oneBit(),
        expiredIsNoLoss(),
        refused());
  }

  private static Defect manifestMissing() {
    return new Defect(
        drill(
            "aof-everysec-drop-file-manifest-after-rewrite",
            FileDefects::neverRewritten,
            new DropFile(Target.MANIFEST).afterRewrite(),
            "Without its manifest Redis starts empty beside a whole AOF, and does not complain."),
        "With the manifest of the AOF missing Redis starts empty and without a warning, though base"
            + " and increment are whole: it takes a directory without a manifest for a new one.",
        "Redis 7.0 and later, Valkey",
        "measured; aofLoadManifestFromDisk in aof.c; the design is redis/redis#9788",
        result ->
            dropped(result)
                .filter(second -> second.resurrected() == 0)
                .flatMap(second -> startedEmpty(result)));
  }

  private static Optional<String> startedEmpty(DrillResult result) {
    return result.dataLoss().lost() > 0 && result.problem().isEmpty()
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "Redis started without a complaint, and %,d of %,d acknowledged writes are lost",
                result.dataLoss().lost(),
                result.writes().acknowledged()))
        : Optional.empty();
  }

  private static Defect resurrected() {
    return new Defect(
        drill(
            "aof-everysec-drop-file-manifest",
            FileDefects::neverRewritten,
            new DropFile(Target.MANIFEST),
            "Redis starts empty and appends to the old increment: the next restart mixes both."),
        "With the manifest missing at sequence 1 Redis starts empty, gives its new files the names"
            + " of the old ones, and appends to the old increment: the next restart brings the old"
            + " data back, mixed with the new.",
        "Redis 7.0 and later, Valkey",
        "measured; aofOpenIfNeededOnServerStart in aof.c opens it with O_APPEND",
        result ->
            dropped(result)
                .filter(second -> second.resurrected() > 0)
                .map(
                    second ->
                        String.format(
                            Locale.ROOT,
                            "%,d registers that were gone after the first restart are back after"
                                + " the second",
                            second.resurrected())));
  }

  /** A rewrite by itself, as a fast load brings it on, would give the files another number. */
  private static Stack neverRewritten() {
    return Stacks.aof().with("auto-aof-rewrite-percentage", "0");
  }

  private static Optional<SecondRestart> dropped(DrillResult result) {
    boolean manifest =
        result.fault().name().equals("drop-file")
            && proof(result, "file").endsWith(".manifest")
            && proof(result, "sha256After").equals("no file");
    return result.secondRestart().filter(second -> manifest);
  }

  private static Defect zeroTail() {
    return new Defect(
        drill(
            "aof-everysec-corrupt-file-zero-tail",
            Stacks::aof,
            CorruptFile.zeroTail(Target.INCREMENT, BLOCK),
            "Zeros behind the last command: aof-load-truncated yes does not help."),
        "An AOF that ends in zeros, as a loss of power leaves it on many file systems, is refused"
            + " although aof-load-truncated is yes: that heeds an end that is missing, not one that"
            + " is wrong.",
        "every version where no setting for a corrupt tail is set, Valkey",
        "redis/redis#5177, valkey-io/valkey#1148; a setting came with redis/redis#14349",
        result ->
            proof(result, "damage").equals("zero-tail")
                ? result
                    .problem()
                    .filter(why -> why.contains("Bad file format reading the append only file"))
                    .map(why -> "Redis refuses to start: Bad file format")
                : Optional.empty());
  }

  private static Defect repairCuts() {
    return new Defect(
        drill(
            "aof-everysec-corrupt-file-repaired",
            Stacks::aof,
            new Repaired(CorruptFile.byteAt(Target.INCREMENT, Place.commandAt(10))),
            "One byte at 10 % of the AOF, repaired as Redis asks for: nine tenths are cut off."),
        "redis-check-aof --fix, which Redis itself asks for, cuts the AOF off before the first"
            + " thing that it cannot read: one wrong byte at 10 % of it costs the other 90 %.",
        "every version",
        "measured; process in redis-check-aof.c; redis/redis#10061",
        FileDefects::cut);
  }

  private static Optional<String> cut(DrillResult result) {
    double before = number(result, "bytesBeforeRepair");
    double after = number(result, "bytesAfterRepair");
    return before > 0 && after < before / 2 && result.dataLoss().lost() > 0
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "one wrong byte: the repair cut off %.0f %% of the AOF, %,d acknowledged writes are"
                    + " lost",
                100 * (1 - after / before),
                result.dataLoss().lost()))
        : Optional.empty();
  }

  /** So few and so long values that the bit is one of a value, and that none is written twice. */
  private static Defect oneBit() {
    return new Defect(
        new NamedDrill(
            "aof-everysec-corrupt-file-bit",
            "aof-everysec-corrupt-file-bit",
            "One bit of a value in the AOF is another: Redis loads and serves what nobody wrote.",
            Stacks::aof,
            Workload.registers().valueBytes(BLOCK).keys(5_000).rate(2_000),
            CorruptFile.bitFlip(Target.INCREMENT, Place.percent(50)),
            true,
            Optional.empty()),
        "One bit of an AOF that is another: an AOF has no checksum. A bit in a value loads as if it"
            + " had been written so; one in a length can pass for a torn end, and what follows is"
            + " cut off. ./drill sweep DIR --kind bitflip --random 200 counts them.",
        "every version; the base in RDB has a checksum",
        "measured; ./drill sweep",
        result ->
            proof(result, "damage").equals("bit-flip")
                    && result.dataLoss().corrupt() > 0
                    && result.problem().isEmpty()
                ? Optional.of(
                    String.format(
                        Locale.ROOT,
                        "one bit: Redis serves %,d value that nobody wrote, without a complaint",
                        result.dataLoss().corrupt()))
                : Optional.empty());
  }

  /** No defect of Redis, but one of tools that count it. */
  private static Defect expiredIsNoLoss() {
    return new Defect(
        new NamedDrill(
            "aof-everysec-outage-expired",
            "aof-everysec-outage-expired",
            "What passed its TTL while Redis was down is gone, and is not lost.",
            Stacks::aof,
            Workload.registers()
                .mix(new Mix(1, 1, 0, 0, 0))
                .ttl(Duration.ofSeconds(2))
                .lasting(Duration.ofSeconds(1)),
            new Outage(Duration.ofSeconds(3)),
            true,
            Optional.empty()),
        "A key whose TTL passed while Redis was down is gone afterwards, as it should be: who"
            + " counts keys before and after takes that for a loss.",
        "every version; every tool that counts keys",
        "measured; EXPIRE's documentation: time to live is absolute and passes while down",
        result ->
            result.fault().name().equals("outage")
                    && result.verdict() == Verdict.PASS
                    && result.dataLoss().expired() > 0
                    && result.dataLoss().lost() == 0
                ? Optional.of(
                    String.format(
                        Locale.ROOT,
                        "%,d registers expired while Redis was down, and none is lost",
                        result.dataLoss().expired()))
                : Optional.empty());
  }

  private static Defect refused() {
    return new Defect(
        new NamedDrill(
            "rdb-first-rewrite-pod-delete",
            "rdb-first-rewrite-pod-delete",
            "SIGTERM during the first rewrite is refused, and the grace ends in SIGKILL.",
            () -> Stacks.rdb().with("rdb-key-save-delay", SLOW_CHILD),
            Workload.registers(),
            new FirstRewrite(new PodDelete(SHORT_GRACE)),
            false, // each save of this slow child would take its time once more
            Optional.empty()),
        "A SIGTERM while the AOF is written for the first time, after CONFIG SET appendonly yes, is"
            + " refused and forgotten: Redis goes on, neither saves nor ends once the rewrite is"
            + " done, and the grace period ends in SIGKILL, with everything lost.",
        "every version; 7.0 and later can end all the same with shutdown-on-sigterm force",
        "redis/redis#1829 and its test in redis/redis#12064",
        result ->
            proof(result, "redisSays").contains("can't exit")
                    && "true".equals(proof(result, "graceOver"))
                    && result.verdict() == Verdict.FAIL
                    && result.dataLoss().lost() > 0
                ? Optional.of(
                    String.format(
                        Locale.ROOT,
                        "the SIGTERM was refused, the SIGKILL cost %,d acknowledged writes",
                        result.dataLoss().lost()))
                : Optional.empty());
  }

  private static String proof(DrillResult result, String name) {
    return String.valueOf(result.fault().proof().getOrDefault(name, ""));
  }

  private static double number(DrillResult result, String name) {
    return result.fault().proof().get(name) instanceof Number number ? number.doubleValue() : 0;
  }

  private static NamedDrill drill(String name, Supplier<Stack> stack, Fault fault, String shows) {
    return new NamedDrill(
        name, name, shows, stack, Workload.registers(), fault, true, Optional.empty());
  }
}
