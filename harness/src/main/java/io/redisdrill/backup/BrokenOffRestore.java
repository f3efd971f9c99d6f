package io.redisdrill.backup;

import io.redisdrill.DrillException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * {@link Restore}, whose process ends before one of its steps, and which somebody runs again.
 *
 * @param before the beginning of that step's name, such as {@code place}
 */
public record BrokenOffRestore(String before) implements RestoreProcedure {
  private static final class BrokenOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public String name() {
    return "broken-off";
  }

  @Override
  public RestoreReport run(RestoreTarget target, Path archive, Consumer<String> step)
      throws InterruptedException {
    try {
      new Restore(
              target,
              Unpacking.DEFAULT,
              name -> {
                if (name.startsWith(before)) {
                  throw new BrokenOff();
                }
                step.accept(name);
              })
          .run(archive);
    } catch (BrokenOff ended) {
      target.redis().files().release();
      return new Restore(target, Unpacking.DEFAULT, step).run(archive);
    }
    throw new DrillException(
        "Cannot break the restore off",
        "a step '" + before + "'",
        "none of that name",
        "Choose another one.");
  }
}
