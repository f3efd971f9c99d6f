package io.redisdrill.scenario;

import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;

/** The stacks that come with the tool, as Kubernetes manifests on the class path. */
public final class Stacks {
  private static final String FOLDER = "io/redisdrill/scenario/stacks/";

  private Stacks() {}

  /** Returns snapshots alone: save points 900/1, 300/10 and 60/10000. */
  public static Stack rdb() {
    return load("rdb");
  }

  /** Returns the append-only file alone, synced every second. */
  public static Stack aof() {
    return load("aof");
  }

  /** Returns the append-only file alone. */
  public static Stack aof(AppendFsync fsync) {
    return aof().with("appendfsync", fsync.setting());
  }

  /** Returns snapshots beside an append-only file that is synced every second. */
  public static Stack hybrid() {
    return load("hybrid");
  }

  /** Returns snapshots beside an append-only file. */
  public static Stack hybrid(AppendFsync fsync) {
    return hybrid().with("appendfsync", fsync.setting());
  }

  /**
   * Returns the built-in stack of that name, or the one that a file or directory holds.
   *
   * @throws io.redisdrill.UsageException if it is neither
   */
  public static Stack named(String nameOrPath) {
    return switch (nameOrPath) {
      case "rdb" -> rdb();
      case "aof" -> aof();
      case "hybrid" -> hybrid();
      default -> StackLoader.load(Path.of(nameOrPath));
    };
  }

  private static Stack load(String name) {
    return StackLoader.loadResource(Stacks.class.getClassLoader(), FOLDER + name);
  }
}
