package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.platform.powercut.Launcher;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.platform.powercut.PowerCutProof;
import io.redisdrill.platform.powercut.WatchedCopy;
import io.redisdrill.sweep.CrashSubsets.Variants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Cuts the power of copies of a recorded data directory, under each model of how a file system
 * treats names, and so finds what a crash can have left of each file.
 *
 * @param work where the copies are
 */
record PowerCuts(Path work) {
  private static final String RECORDED = "recorded";

  /**
   * Returns all combinations.
   *
   * @throws UsageException if no launcher watched the server that wrote the directory
   * @throws DrillException if a cut is not sound
   */
  CrashSubsets of(DataSource source) throws IOException {
    if (!Files.isRegularFile(source.directory().resolve(Launcher.SIDE_FOLDER).resolve("ledger"))) {
      throw DataSource.cannot(
          source.directory(),
          "a directory that was recorded under the launcher of power cuts",
          "no " + Launcher.SIDE_FOLDER + "/ledger in it",
          "Record one with ./drill sweep --record --kind crash.");
    }
    Files.createDirectories(work);
    Launcher launcher = Launcher.unpack(work);
    List<Path> copies = new ArrayList<>(List.of(work.resolve(RECORDED)));
    WatchedCopy.make(source.directory(), work.resolve(RECORDED));
    for (MetadataModel model : MetadataModel.values()) {
      Path copy = work.resolve(model.word());
      WatchedCopy.make(source.directory(), copy);
      requireSound(launcher.cut(copy, model), source.directory());
      copies.add(copy);
    }
    return new CrashSubsets(variants(copies));
  }

  private static void requireSound(PowerCutProof cut, Path directory) {
    if (!cut.applied() || !cut.sound()) {
      throw new DrillException(
          "Cannot tell what a crash leaves of " + directory,
          "a ledger that says what was synced",
          cut.doubts(),
          "Record it again with ./drill sweep --record --kind crash.");
    }
  }

  private static List<Variants> variants(List<Path> copies) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path copy : copies) {
      try (Stream<Path> all = Files.walk(copy)) {
        all.filter(Files::isRegularFile)
            .map(file -> copy.relativize(file))
            .filter(file -> !file.startsWith(Launcher.SIDE_FOLDER))
            .forEach(file -> names.add(file.toString()));
      }
    }
    List<Variants> variants = new ArrayList<>();
    for (String name : names) {
      List<Path> different = new ArrayList<>();
      for (Path copy : copies) {
        addIfNew(copy.resolve(name), different);
      }
      variants.add(new Variants(name, different));
    }
    return variants;
  }

  private static void addIfNew(Path file, List<Path> known) throws IOException {
    for (Path other : known) {
      boolean here = Files.exists(file);
      boolean there = Files.exists(other);
      boolean same = here == there && (!here || Files.mismatch(file, other) < 0);
      if (same) {
        return;
      }
    }
    known.add(file);
  }
}
