package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.aof.AofManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which files a Redis must find so that it starts with the data of a backup.
 *
 * @param files where each file of the archive goes, by its path in there; others are not needed
 * @param written further files, by their path
 * @param words what it does, in a sentence
 */
record RestorePlan(Map<String, String> files, Map<String, byte[]> written, String words) {
  /**
   * Chooses by the configuration that Redis will start with.
   *
   * @throws DrillException if it would not load what the backup holds
   */
  static RestorePlan of(VerifiedBackup backup, PersistentFiles target) {
    if (!target.appendOnly()) {
      return snapshot(backup, target);
    }
    if (target.oneFile()) {
      return oneFile(backup, target);
    }
    return backup
        .manifest()
        .map(manifest -> appendOnly(backup, manifest, target))
        .orElseGet(() -> rebuilt(backup, target));
  }

  /** Before Redis 7 an AOF is one file, which may begin with, or be, an RDB file. */
  private static RestorePlan oneFile(VerifiedBackup backup, PersistentFiles target) {
    Optional<String> aof = backup.manifest().map(RestorePlan::only).or(() -> oldAof(backup));
    String from = aof.or(() -> rdb(backup).findFirst()).orElseThrow(() -> nothing(backup));
    Map<String, String> files = new LinkedHashMap<>();
    files.put(from, target.aof());
    rdb(backup).filter(path -> !path.equals(from)).forEach(path -> files.put(path, target.rdb()));
    return new RestorePlan(
        files, Map.of(), "%s as %s, from which Redis starts".formatted(from, target.aof()));
  }

  private static String only(VerifiedBackup.Manifest manifest) {
    List<AofManifest.Part> parts = manifest.list().files();
    if (parts.size() != 1) {
      throw new DrillException(
          "Cannot restore the AOF " + manifest.path(),
          "one file, since a server before Redis 7 reads no more",
          parts.size() + " files",
          "Deploy Redis 7 or later, or restore an RDB file.");
    }
    return manifest.pathOf(parts.get(0));
  }

  private static Optional<String> oldAof(VerifiedBackup backup) {
    return backup.metadata().files().stream()
        .map(BackupFile::path)
        .filter(VerifiedBackup::isOldAof)
        .findFirst();
  }

  private static RestorePlan snapshot(VerifiedBackup backup, PersistentFiles target) {
    String rdb =
        rdb(backup)
            .findFirst()
            .orElseThrow(
                () ->
                    new DrillException(
                        "Cannot restore " + backup.archive().getFileName(),
                        "an RDB file, since appendonly is no and Redis would read nothing else",
                        "an AOF alone",
                        "Set appendonly yes, restore, let Redis save, and set it to no again."));
    return new RestorePlan(
        Map.of(rdb, target.rdb()), Map.of(), "%s as %s".formatted(rdb, target.rdb()));
  }

  private static Stream<String> rdb(VerifiedBackup backup) {
    return backup.metadata().files().stream()
        .map(BackupFile::path)
        .filter(path -> path.endsWith(".rdb") && !path.contains("/"));
  }

  private static RestorePlan appendOnly(
      VerifiedBackup backup, VerifiedBackup.Manifest manifest, PersistentFiles target) {
    Map<String, String> files = new LinkedHashMap<>();
    manifest
        .list()
        .files()
        .forEach(
            part ->
                files.put(
                    manifest.pathOf(part),
                    target.aofPath(
                        AofManifest.renamed(part.name(), manifest.aof(), target.aof()))));
    rdb(backup).forEach(path -> files.put(path, target.rdb()));
    String list = manifest.list().renamed(manifest.aof(), target.aof()).render();
    return new RestorePlan(
        files,
        Map.of(target.manifest(), list.getBytes(UTF_8)),
        "the AOF as %s, from which Redis starts".formatted(target.aofDirectory()));
  }

  /**
   * With {@code appendonly yes} Redis ignores a dump.rdb, starts empty and replaces it at its next
   * save. As the base of an AOF it is loaded: a base may be in the format of RDB, or the one file
   * that the AOF was before Redis 7.
   */
  private static RestorePlan rebuilt(VerifiedBackup backup, PersistentFiles target) {
    Optional<String> aof = oldAof(backup);
    String from = aof.or(() -> rdb(backup).findFirst()).orElseThrow(() -> nothing(backup));
    String name = target.aof() + ".1.base." + (aof.isPresent() ? "aof" : "rdb");
    AofManifest.Part base = new AofManifest.Part(name, 1, 'b');
    String list = new AofManifest(List.of(base)).render();
    return new RestorePlan(
        Map.of(from, target.aofPath(base.name())),
        Map.of(target.manifest(), list.getBytes(UTF_8)),
        "%s as the base of a new AOF, since appendonly is yes".formatted(from));
  }

  private static DrillException nothing(VerifiedBackup backup) {
    return new BrokenBackupException(
        "Cannot restore " + backup.archive().getFileName(),
        "an RDB file or an AOF",
        "neither",
        "Use another backup; nothing was changed.",
        null);
  }
}
