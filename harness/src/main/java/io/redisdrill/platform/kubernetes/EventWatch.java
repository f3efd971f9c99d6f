package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.redisdrill.platform.PersistenceLog.Source;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tells the log the events of a namespace, and knows the last of each reason. Thread-safe. */
final class EventWatch implements ResourceEventHandler<Event> {
  private final ClusterLog log;
  private final Map<String, String> lastOfReason = new ConcurrentHashMap<>();

  EventWatch(ClusterLog log) {
    this.log = log;
  }

  /** Returns the message of the last event with this reason. */
  Optional<String> last(String reason) {
    return Optional.ofNullable(lastOfReason.get(reason));
  }

  @Override
  public void onAdd(Event event) {
    String reason = String.valueOf(event.getReason());
    String message = String.valueOf(event.getMessage());
    lastOfReason.put(reason, message);
    log.add(
        Source.PLATFORM,
        "%s %s: %s: %s"
            .formatted(
                event.getInvolvedObject().getKind(),
                event.getInvolvedObject().getName(),
                reason,
                message));
  }

  @Override
  public void onUpdate(Event before, Event now) {
    onAdd(now);
  }

  @Override
  public void onDelete(Event event, boolean unknownState) {
    // Events expire; what they told is in the log.
  }
}
