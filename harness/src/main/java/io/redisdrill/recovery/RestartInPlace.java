package io.redisdrill.recovery;

import io.redisdrill.fault.Injection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The platform starts Redis again, from what lies on its volume. */
public record RestartInPlace() implements RecoveryPlan {
  @Override
  public String name() {
    return "restart-in-place";
  }

  @Override
  public Prepared prepare(Scene scene) {
    return new Waiter(scene);
  }

  private static final class Waiter implements Prepared {
    private final Scene scene;
    private @Nullable RecoveryProbe probe;

    Waiter(Scene scene) {
      this.scene = scene;
    }

    @Override
    public void beforeFault(Runnable sound) {}

    @Override
    public void watch(String runId) {
      probe = RecoveryProbe.start(scene.redis().endpoint(), scene.clock(), runId);
    }

    @Override
    public Recovery recover(Injection injection, Runnable sound) throws InterruptedException {
      RecoveryProbe asks = Objects.requireNonNull(probe, "watch comes first");
      return Recoveries.await(scene.redis(), asks, injection, scene.limit(), sound);
    }

    @Override
    public void close() {
      if (probe != null) {
        probe.close();
      }
    }
  }
}
