package io.redisdrill.platform.kubernetes;

import io.redisdrill.platform.Identity;
import io.redisdrill.platform.PersistenceLog.Source;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The lives of the Redis container, each told to the log once when it begins and once when it ends:
 * by the node within milliseconds, or by the pod's status, which the kubelet brings up to date
 * about once a second. Thread-safe.
 *
 * <p>Source: the kubelet lists its containers every second (pkg/kubelet/kubelet.go, {@code
 * genericPlegRelistPeriod}), and the times in a pod's status are whole seconds.
 */
final class Lives implements Node.Listener {
  private static final int MOST_EARLY_ENDS = 100;

  private record Life(ContainerRef container, Instant startedAt, boolean over) {}

  private record End(Instant at, String how) {}

  private final Node node;
  private final ClusterLog log;
  private final Consumer<ContainerRef> onStart;
  private final Map<String, Life> lives = new LinkedHashMap<>();
  // The node may tell an end before the API server has told of the container.
  private final Map<String, End> earlyEnds =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, End> eldest) {
          return size() > MOST_EARLY_ENDS;
        }
      };
  private String last = "";

  Lives(Node node, ClusterLog log, Consumer<ContainerRef> onStart) {
    this.node = node;
    this.log = log;
    this.onStart = onStart;
  }

  /** Notes that a container runs, or ran, which the status of its pod tells. */
  void started(ContainerRef container, Instant byStatus) {
    synchronized (this) {
      if (lives.containsKey(container.id())) {
        return;
      }
      Optional<Instant> exact = node.startedAt(container.id());
      Life life = new Life(container, exact.orElse(byStatus), false);
      lives.put(container.id(), life);
      last = container.id();
      if (exact.isPresent()) {
        log.add(exact.get(), Source.STARTED, container.identity());
      } else {
        log.add(Source.STARTED, container.identity());
      }
      End early = earlyEnds.remove(container.id());
      if (early != null) {
        ended(container.id(), early.at(), early.how());
      }
    }
    onStart.accept(container);
  }

  @Override
  public synchronized void ended(String containerId, Instant at, String how) {
    if (!lives.containsKey(containerId)) {
      earlyEnds.put(containerId, new End(at, how));
    } else if (over(containerId)) {
      log.add(at, Source.GONE, words(containerId, how));
    }
  }

  /** Notes that the status of the pod says so now. */
  synchronized void endedByStatus(String containerId, String how) {
    if (lives.containsKey(containerId) && over(containerId)) {
      log.add(Source.GONE, words(containerId, how));
    }
  }

  private boolean over(String containerId) {
    Life life = lives.get(containerId);
    if (life == null || life.over()) {
      return false;
    }
    lives.put(containerId, new Life(life.container(), life.startedAt(), true));
    return true;
  }

  private String words(String containerId, String how) {
    Life life = lives.get(containerId);
    return "%s %s".formatted(life == null ? containerId : life.container().identity(), how);
  }

  synchronized Optional<ContainerRef> current() {
    return Optional.ofNullable(lives.get(last)).map(Life::container);
  }

  synchronized boolean isOver(ContainerRef container) {
    Life life = lives.get(container.id());
    return life == null || life.over();
  }

  synchronized Optional<Identity> identity() {
    return Optional.ofNullable(lives.get(last))
        .map(life -> new Identity(life.container().identity(), life.startedAt()));
  }
}
