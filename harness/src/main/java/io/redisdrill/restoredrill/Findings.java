package io.redisdrill.restoredrill;

import io.redisdrill.Verdict;
import io.redisdrill.backup.BackupMetadata;
import io.redisdrill.backup.UnpackedBackup;
import io.redisdrill.restoredrill.Origin.Fetched;
import io.redisdrill.restoredrill.RestoreResult.Archive;
import io.redisdrill.restoredrill.RestoreResult.Backup;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.RestoreResult.Contents;
import io.redisdrill.restoredrill.RestoreResult.Made;
import io.redisdrill.restoredrill.RestoreResult.Origins;
import io.redisdrill.restoredrill.RestoreResult.Phase;
import io.redisdrill.restoredrill.RestoreResult.RecoveryTime;
import io.redisdrill.restoredrill.RestoreResult.SecondRestart;
import io.redisdrill.restoredrill.RestoreResult.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** What is known so far; whatever ends the drill, this much is in its report. Not thread-safe. */
final class Findings {
  final List<Phase> phases = new ArrayList<>();
  final List<Phase> afterwards = new ArrayList<>();
  final List<Check> checks = new ArrayList<>();
  final List<Check> expectations = new ArrayList<>();
  @Nullable Fetched fetched;
  @Nullable UnpackedBackup unpacked;
  @Nullable Made made;
  @Nullable Server server;
  @Nullable Contents contents;
  @Nullable SecondRestart secondRestart;
  boolean serves;

  Optional<Contents> contents() {
    return Optional.ofNullable(contents);
  }

  void check(String name, Verdict verdict, String message) {
    checks.add(new Check(name, verdict, message));
  }

  boolean foundFault() {
    return checks.stream().anyMatch(check -> check.verdict() == Verdict.FAIL);
  }

  Expectation.Known known() {
    return new Expectation.Known(Optional.ofNullable(made), recoveryMillis(), contents());
  }

  OptionalDouble recoveryMillis() {
    return serves
        ? OptionalDouble.of(phases.stream().mapToDouble(Phase::millis).sum())
        : OptionalDouble.empty();
  }

  Optional<RecoveryTime> recoveryTime() {
    return serves
        ? Optional.of(new RecoveryTime(rounded(recoveryMillis().orElse(0)), phases))
        : Optional.empty();
  }

  Backup backup(String source) {
    Optional<Fetched> read = Optional.ofNullable(fetched);
    Optional<UnpackedBackup> files = Optional.ofNullable(unpacked);
    return new Backup(
        read.map(Fetched::source).orElse(source),
        read.flatMap(Fetched::object),
        read.map(
            archive ->
                new Archive(archive.bytes(), archive.sha256(), files.map(UnpackedBackup::bytes))),
        Optional.ofNullable(made),
        files.map(Findings::origins));
  }

  private static Origins origins(UnpackedBackup backup) {
    BackupMetadata metadata = backup.metadata();
    return new Origins(
        backup.told().isPresent() ? "this tool" : "others",
        metadata.type(),
        metadata.engine(),
        metadata.redisVersion());
  }

  static Phase phase(String name, long nanos, long bytes) {
    double millis = rounded(nanos / 1e6);
    double rate = bytes == 0 || nanos == 0 ? 0 : bytes / 1048576.0 / (nanos / 1e9);
    return new Phase(name, millis, bytes, rounded(rate));
  }

  /** To three digits, so that it is the same number in every program that reads it. */
  private static double rounded(double number) {
    return Math.round(number * 1e3) / 1e3;
  }
}
