package io.redisdrill.platform.kubernetes;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.FaultyDisk;
import io.redisdrill.platform.Identity;
import io.redisdrill.platform.Jobs;
import io.redisdrill.platform.PersistenceLog;
import io.redisdrill.platform.PersistenceLog.Source;
import io.redisdrill.platform.Relay;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.powercut.PowerCutProof;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A Redis in a pod. */
final class KubernetesRedis implements RunningRedis {
  private static final Duration KILL_LIMIT = Duration.ofSeconds(30);
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(8);
  // A node that is restarted takes its API server with it for some seconds.
  private static final Duration NODE_LIMIT = Duration.ofSeconds(90);

  private final Deployed deployed;
  private final Endpoint endpoint;
  private final Node node;
  private final Workload workload;
  private final Observation seen;
  private final HelperPod helper;
  private final PodFiles files;
  private final Carrier carrier;
  private final Redeployment again;
  private final Crashes crashes;
  private final PodWaits waits;
  private final boolean watched;
  private volatile long nodeStarts = System.nanoTime();

  KubernetesRedis(
      Deployed deployed,
      Endpoint endpoint,
      Node node,
      Images images,
      Redeployment again,
      boolean watched) {
    this.watched = watched;
    this.deployed = deployed;
    this.endpoint = endpoint;
    this.node = node;
    this.workload = deployed.workload();
    this.seen = deployed.seen();
    this.helper = new HelperPod(workload, images.helper());
    this.carrier = new Carrier(workload, () -> provided(images));
    this.again = again;
    this.crashes = new Crashes(seen);
    this.waits = new PodWaits(seen);
    this.files =
        new PodFiles(
            workload.redis().dataDirectory(),
            this::running,
            helper,
            new DataClaim(workload.client(), workload.namespace(), workload.redis().dataClaim()),
            carrier);
  }

  private static String provided(Images images) {
    images.provide(Set.of(images.s3Client()));
    return images.s3Client();
  }

  private Optional<Exec> running() {
    return seen.lives()
        .current()
        .filter(container -> !seen.lives().isOver(container))
        .map(c -> new Exec(workload.client(), c.namespace(), c.pod(), c.container()));
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public Identity process() {
    return seen.lives().identity().orElse(new Identity("none", Instant.EPOCH));
  }

  @Override
  public void kill() {
    ContainerRef container = current();
    node.kill(container);
    waits.gone(container, KILL_LIMIT);
  }

  @Override
  public void terminate(Duration grace) {
    ContainerRef container = current();
    workload.deletePod(container.pod(), grace.toSeconds());
    waits.gone(container, grace.plus(KILL_LIMIT));
  }

  /**
   * The pod is deleted before its controller is told to have none: the grace of the first deletion
   * counts, and a controller would take the one of the pod.
   */
  @Override
  public void stop(Duration grace) {
    Optional<ContainerRef> container = seen.lives().current();
    container.ifPresent(c -> workload.deletePod(c.pod(), grace.toSeconds()));
    workload.scale(0);
    container.ifPresent(c -> waits.gone(c, grace.plus(KILL_LIMIT)));
    waits.until("the end of the pod of " + workload, KILL_LIMIT, () -> seen.pods().pod().isEmpty());
  }

  @Override
  public void start() {
    if (running().isPresent()) {
      return;
    }
    helper.close();
    carrier.close();
    long since = seen.log().now();
    crashes.forget();
    workload.scale(1);
    waits.line("a new process of " + workload, START_LIMIT, Source.STARTED, since, "");
  }

  @Override
  public void exhaustMemory() {
    require(Capability.OUT_OF_MEMORY);
    ContainerRef container = current();
    node.exhaustMemory(container);
    waits.gone(container, KILL_LIMIT);
    String told = "status of " + container.id();
    waits.line("the reason of the end", KILL_LIMIT, Source.PLATFORM, 0, told);
  }

  @Override
  public void rollOut() {
    ContainerRef container = current();
    workload.rollOut();
    waits.gone(container, workload.redis().terminationGrace().plus(KILL_LIMIT));
  }

  @Override
  public void restartNode() {
    require(Capability.NODE_RESTART);
    ContainerRef container = current();
    nodeStarts = System.nanoTime() + NODE_LIMIT.toNanos();
    node.restart();
    waits.gone(container, KILL_LIMIT);
  }

  @Override
  public void loseNamespace() {
    require(Capability.NAMESPACE);
    ContainerRef container = current();
    again.delete();
    waits.gone(container, workload.redis().terminationGrace().plus(KILL_LIMIT));
    again.awaitEnd(workload.redis().terminationGrace().plus(KILL_LIMIT));
    long since = seen.log().now();
    crashes.forget();
    again.deploy();
    waits.line("a new process of " + workload, START_LIMIT, Source.STARTED, since, "");
  }

  @Override
  public void carryThrough(Relay relay) {
    carrier.use(relay);
  }

  @Override
  public Optional<Jobs> jobs() {
    return Optional.of(new ClusterJobs(workload.client(), workload.namespace()));
  }

  @Override
  public FaultyDisk disk() {
    if (!watched) {
      throw new DrillException(
          "Cannot touch the disk of " + workload,
          "one that was deployed to be watched",
          "one that was not",
          "Deploy it with redis-drill.watch-syncs=true.");
    }
    return new PodDisk(this, workload.redis().dataDirectory());
  }

  Node node() {
    return node;
  }

  /** Returns the container of Redis, once it runs. */
  Exec inside() {
    current();
    return running().orElseThrow(() -> waits.late("a process of " + workload, START_LIMIT));
  }

  NodeVictims victims() {
    return NodeVictims.in(workload.client(), workload.namespace());
  }

  void killAll(NodeVictims victims) {
    ContainerRef container = current();
    node.kill(victims.containers());
    waits.gone(container, KILL_LIMIT);
    waits.until(
        "the end of all containers of the namespace",
        KILL_LIMIT,
        () -> victims.alive(workload.client(), workload.namespace()).isEmpty());
  }

  /** The kubelet starts the container again, and the launcher cuts before it starts Redis. */
  PowerCutProof awaitCut(String request, String data) {
    LastCut cut = new LastCut(request, data);
    waits.until("the power cut of " + workload, START_LIMIT, () -> cut.isIn(running()), cut::seen);
    return cut.found().orElseThrow(() -> waits.late("the power cut of " + workload, START_LIMIT));
  }

  private void require(Capability what) {
    node.unavailable(what)
        .ifPresent(
            why -> {
              throw new DrillException("Cannot do this to " + workload, what.name(), why, "");
            });
  }

  @Override
  public DataFiles files() {
    return files;
  }

  @Override
  public PersistenceLog log() {
    return seen.log();
  }

  @Override
  public boolean ready() {
    return running().isPresent() && seen.lives().current().filter(seen.pods()::isReady).isPresent();
  }

  @Override
  public void check() {
    Duration silence = seen.silence();
    if (System.nanoTime() - nodeStarts > 0 && silence.compareTo(SILENCE_LIMIT) > 0) {
      throw new DrillException(
          "Cannot go on with the drill",
          "an API server that answers",
          "silence for " + silence.toSeconds() + " s",
          "See whether the cluster is up: kubectl get --raw /readyz.");
    }
  }

  @Override
  public Optional<String> gaveUp() {
    return crashes.gaveUp(workload);
  }

  @Override
  public void close() {
    deployed.close();
  }

  /** The process that serves may be news to the API server: see {@link ClusterLog#startedAfter}. */
  private ContainerRef current() {
    waits.until("a process of " + workload, START_LIMIT, () -> running().isPresent());
    return seen.lives()
        .current()
        .orElseThrow(
            () ->
                new DrillException(
                    "Cannot reach the process of " + workload,
                    "a container that was started",
                    "none yet",
                    "Look at the events in the run directory."));
  }
}
