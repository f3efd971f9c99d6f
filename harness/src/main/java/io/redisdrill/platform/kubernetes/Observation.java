package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ExceptionHandler;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.run.EventLog;
import io.redisdrill.stack.RedisPod;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** All that watches one deployment, until it is closed. */
final class Observation implements AutoCloseable {
  private final Node node;
  private final ClusterLog log;
  private final Lives lives;
  private final PodWatch pods;
  private final EventWatch events;
  private final RedisLog redisLog;
  private final SharedIndexInformer<Pod> podInformer;
  private final SharedIndexInformer<Event> eventInformer;
  private @Nullable Exporter exporter;
  private volatile String lastTrouble = "";
  private volatile long lastWatching = System.nanoTime();

  Observation(
      KubernetesClient client, String namespace, RedisPod redis, Node node, ClusterLog log) {
    this.node = node;
    this.log = log;
    this.redisLog = new RedisLog(client, log);
    this.lives = new Lives(node, log, this::follow);
    this.pods = new PodWatch(redis, lives, log);
    this.events = new EventWatch(log);
    node.listen(lives);
    try {
      this.podInformer = run(client.pods().inNamespace(namespace).runnableInformer(0), pods);
      this.eventInformer =
          run(client.v1().events().inNamespace(namespace).runnableInformer(0), events);
    } catch (KubernetesClientException e) {
      throw Refusals.of("Cannot watch the namespace " + namespace, e);
    }
  }

  private <T> SharedIndexInformer<T> run(
      SharedIndexInformer<T> informer, ResourceEventHandler<T> handler) {
    return informer.addEventHandler(handler).exceptionHandler(this::goesOn).run();
  }

  /** Notes what the library would only log: whoever reads the run has to see it. */
  private boolean goesOn(boolean started, Throwable e) {
    String why = "the API server cannot be watched: " + Refusals.reason(e);
    if (!why.equals(lastTrouble)) {
      lastTrouble = why;
      log.add(Source.PLATFORM, why);
    }
    return started && !ExceptionHandler.isDeserializationException(e);
  }

  private void follow(ContainerRef container) {
    redisLog.follow(container, this::isOver);
  }

  private boolean isOver(ContainerRef container) {
    return lives.isOver(container);
  }

  ClusterLog log() {
    return log;
  }

  Lives lives() {
    return lives;
  }

  PodWatch pods() {
    return pods;
  }

  EventWatch events() {
    return events;
  }

  /** Returns for how long the API server has not been heard. */
  Duration silence() {
    if (podInformer.isWatching()) {
      lastWatching = System.nanoTime();
    }
    return Duration.ofNanos(System.nanoTime() - lastWatching);
  }

  /** Asks the exporter beside Redis from now on. */
  void scrape(KubernetesClient client, String namespace, int port, EventLog to) {
    exporter = Exporter.start(client, namespace, port, this, to);
  }

  @Override
  public void close() {
    if (exporter != null) {
      exporter.close();
    }
    node.forget(lives);
    podInformer.close();
    eventInformer.close();
    redisLog.close();
    log.close();
  }
}
