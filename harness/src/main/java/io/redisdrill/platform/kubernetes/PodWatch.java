package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.stack.RedisPod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Watches the pod of a Redis and tells the log what becomes of it. Thread-safe. */
final class PodWatch implements ResourceEventHandler<Pod> {
  private final RedisPod redis;
  private final Lives lives;
  private final ClusterLog log;
  private final Set<String> toldEnds = ConcurrentHashMap.newKeySet();
  private final Set<String> toldReady = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Pod pod;
  private volatile String lastState = "";

  PodWatch(RedisPod redis, Lives lives, ClusterLog log) {
    this.redis = redis;
    this.lives = lives;
    this.log = log;
  }

  /** Returns the pod as it was seen last, if there is one now. */
  Optional<Pod> pod() {
    return Optional.ofNullable(pod);
  }

  /** Returns what is known of the container that runs Redis. */
  Optional<ContainerStatus> container() {
    return pod().flatMap(this::container);
  }

  private Optional<ContainerStatus> container(Pod of) {
    return of.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals(redis.container()))
        .findFirst();
  }

  /** Returns whether the status of the pod calls this very container ready. */
  boolean isReady(ContainerRef of) {
    return container()
        .filter(status -> Boolean.TRUE.equals(status.getReady()))
        .flatMap(status -> id(status.getContainerID()))
        .filter(of.id()::equals)
        .isPresent();
  }

  /** Returns whether a pod is ready as a whole, so that its Services lead to it. */
  static boolean isReady(Pod of) {
    return of.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  private boolean isOurs(Pod candidate) {
    String name = candidate.getMetadata().getName();
    return redis.kind().equals("StatefulSet")
        ? name.equals(redis.name() + "-0")
        : candidate.getMetadata().getOwnerReferences().stream()
            .anyMatch(
                owner ->
                    owner.getKind().equals("ReplicaSet")
                        && owner.getName().matches("\\Q" + redis.name() + "\\E-[a-z0-9]+"));
  }

  @Override
  public void onAdd(Pod added) {
    if (isOurs(added)) {
      pod = added;
      see(added);
    }
  }

  @Override
  public void onUpdate(Pod before, Pod now) {
    Pod known = pod;
    if (isOurs(now)) {
      boolean other = known != null && !uid(known).equals(uid(now));
      if (!other || now.getMetadata().getDeletionTimestamp() == null) {
        pod = now;
      }
      see(now);
    }
  }

  @Override
  public void onDelete(Pod deleted, boolean unknownState) {
    if (isOurs(deleted)) {
      see(deleted);
      container(deleted).ifPresent(status -> goneWith(status));
      Pod known = pod;
      if (known != null && uid(known).equals(uid(deleted))) {
        pod = null;
      }
    }
  }

  private void goneWith(ContainerStatus status) {
    id(status.getContainerID())
        .ifPresent(id -> lives.endedByStatus(id, "is gone, its pod was deleted"));
  }

  private static String uid(Pod of) {
    return of.getMetadata().getUid();
  }

  private void see(Pod seen) {
    for (ContainerStatus status : container(seen).stream().toList()) {
      for (ContainerState state : List.of(status.getLastState(), status.getState())) {
        see(seen, status, state);
      }
      String now = words(status);
      if (!now.equals(lastState)) {
        lastState = now;
        log.add(Source.PLATFORM, "%s: %s".formatted(seen.getMetadata().getName(), now));
      }
      if (status.getState().getRunning() != null && isReady(seen)) {
        id(status.getContainerID())
            .filter(toldReady::add)
            .ifPresent(id -> log.add(Source.READY, ref(seen, id).identity()));
      }
    }
  }

  private void see(Pod seen, ContainerStatus status, ContainerState state) {
    if (state.getRunning() != null) {
      id(status.getContainerID())
          .ifPresent(id -> lives.started(ref(seen, id), at(state.getRunning().getStartedAt())));
    }
    ContainerStateTerminated end = state.getTerminated();
    if (end != null) {
      id(end.getContainerID())
          .ifPresent(
              id -> {
                lives.started(ref(seen, id), at(end.getStartedAt()));
                lives.endedByStatus(id, words(end));
                if (toldEnds.add(id)) {
                  log.add(Source.PLATFORM, "status of %s: it %s".formatted(id, words(end)));
                }
              });
    }
  }

  private ContainerRef ref(Pod seen, String id) {
    return new ContainerRef(
        seen.getMetadata().getNamespace(),
        seen.getMetadata().getName(),
        uid(seen),
        redis.container(),
        id);
  }

  private static Optional<String> id(@Nullable String withRuntime) {
    return Optional.ofNullable(withRuntime)
        .filter(text -> !text.isEmpty())
        .map(text -> text.replaceFirst("^[^:]*://", ""));
  }

  private static Instant at(@Nullable String time) {
    return time == null ? Instant.now() : Instant.parse(time);
  }

  private static String words(ContainerStateTerminated end) {
    return "ended with exit code %d (%s)".formatted(end.getExitCode(), end.getReason());
  }

  private static String words(ContainerStatus status) {
    ContainerState state = status.getState();
    if (state.getWaiting() != null) {
      String message = state.getWaiting().getMessage();
      return "waiting, %s%s"
          .formatted(state.getWaiting().getReason(), message == null ? "" : ": " + message);
    }
    return state.getTerminated() != null
        ? words(state.getTerminated())
        : "running, " + (Boolean.TRUE.equals(status.getReady()) ? "ready" : "not ready");
  }
}
