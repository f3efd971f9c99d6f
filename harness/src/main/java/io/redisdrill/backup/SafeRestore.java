package io.redisdrill.backup;

import java.nio.file.Path;
import java.util.function.Consumer;

/** {@link Restore}, with the usual limits. */
record SafeRestore() implements RestoreProcedure {
  @Override
  public String name() {
    return "restore";
  }

  @Override
  public RestoreReport run(RestoreTarget target, Path archive, Consumer<String> step)
      throws InterruptedException {
    return new Restore(target, Unpacking.DEFAULT, step).run(archive);
  }
}
