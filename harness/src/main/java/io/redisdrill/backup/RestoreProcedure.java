package io.redisdrill.backup;

import io.redisdrill.platform.Capability;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;

/** A way to restore a backup. Immutable. */
public interface RestoreProcedure {
  /** Returns its name, in kebab case, as drills use it. */
  String name();

  /** Returns what a platform must be able to do for it. */
  default Set<Capability> needs() {
    return Set.of();
  }

  /**
   * Restores from an archive on this machine.
   *
   * @param step told of each one before it is done; {@code "stop"} and {@code "start"} are two
   * @throws io.redisdrill.DrillException if it could not
   */
  RestoreReport run(RestoreTarget target, Path archive, Consumer<String> step)
      throws InterruptedException;

  /** Returns the one that proves the new before it gives up the old: {@link Restore}. */
  static RestoreProcedure safe() {
    return new SafeRestore();
  }
}
