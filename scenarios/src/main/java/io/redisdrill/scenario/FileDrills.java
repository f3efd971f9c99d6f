package io.redisdrill.scenario;

import io.redisdrill.fault.CorruptFile;
import io.redisdrill.fault.DropFile;
import io.redisdrill.fault.DumpPutBack;
import io.redisdrill.fault.Fault;
import io.redisdrill.fault.FullDisk;
import io.redisdrill.fault.Place;
import io.redisdrill.fault.StaleFile;
import io.redisdrill.fault.SwapManifest;
import io.redisdrill.fault.Target;
import io.redisdrill.fault.WrongMode;
import io.redisdrill.load.Workload;
import io.redisdrill.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Files that are damaged, gone or of another time when Redis starts. */
final class FileDrills {
  private static final Place MIDDLE = Place.percent(50);

  private FileDrills() {}

  static List<NamedDrill> all() {
    return List.of(
        aof(
            "aof-everysec-corrupt-file",
            CorruptFile.byteAt(Target.INCREMENT, Place.commandAt(50)),
            "One byte of an AOF that is no command any more: Redis refuses to start, and says so."),
        aof(
            "aof-everysec-corrupt-file-manifest",
            CorruptFile.zeros(Target.MANIFEST, MIDDLE, 16),
            "Zeros in the manifest: Redis refuses to start, though all of the data is there."),
        drill(
            "hybrid-corrupt-file-base",
            Stacks::hybrid,
            CorruptFile.bitFlip(Target.BASE, MIDDLE),
            "One bit of the base: its checksum is wrong, and Redis refuses to start."),
        drill(
            "rdb-corrupt-file-dump",
            Stacks::rdb,
            CorruptFile.bitFlip(Target.DUMP, MIDDLE),
            "One bit of dump.rdb: its checksum is wrong, and Redis refuses to start."),
        aof(
            "aof-everysec-drop-file-base",
            new DropFile(Target.BASE),
            "The base is gone: Redis names it and refuses to start."),
        aof(
            "aof-everysec-drop-file-increment",
            new DropFile(Target.INCREMENT),
            "What Redis appended to is gone: it names the file and refuses to start."),
        drill(
            "rdb-drop-file-dump",
            Stacks::rdb,
            new DropFile(Target.DUMP),
            "Without its dump.rdb Redis starts empty, and does not complain."),
        drill(
            "rdb-stale-file-dump",
            Stacks::rdb,
            new StaleFile(Target.DUMP),
            "An older dump.rdb loads as well as a new one: what came since is lost in silence."),
        aof(
            "aof-everysec-stale-file-increment",
            new StaleFile(Target.INCREMENT),
            "An increment of an older generation is replayed over the base: time goes backwards."),
        aof(
            "aof-everysec-swap-manifest",
            new SwapManifest(),
            "A manifest that names the files of before the rewrite: Redis refuses to start."),
        aof(
            "aof-everysec-wrong-mode",
            new WrongMode(Target.INCREMENT),
            "Redis may not read a file, and refuses to start; a Redis of root reads it anyway."),
        aof(
            "aof-everysec-full-disk",
            new FullDisk(),
            "Without space writes are refused; they are taken again as soon as there is some."),
        drill(
            "hybrid-dump-put-back",
            Stacks::hybrid,
            new DumpPutBack(),
            "A dump.rdb that is put back is ignored where appendonly is yes: everything is lost."),
        drill(
            "rdb-dump-put-back",
            Stacks::rdb,
            new DumpPutBack(),
            "A dump.rdb that is put back is loaded where appendonly is no."));
  }

  private static NamedDrill aof(String name, Fault fault, String shows) {
    return drill(name, Stacks::aof, fault, shows);
  }

  private static NamedDrill drill(String name, Supplier<Stack> stack, Fault fault, String shows) {
    return new NamedDrill(
        name,
        stack.get().name() + "; " + fault.name() + ": " + words(fault),
        shows,
        stack,
        Workload.registers(),
        fault,
        true,
        Optional.empty());
  }

  private static String words(Fault fault) {
    return String.valueOf(fault.settings().getOrDefault("target", "the whole disk or directory"));
  }
}
