package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.api.model.Service;
import io.redisdrill.UsageException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.Deployment;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.platform.Secret;
import io.redisdrill.stack.Applying;
import io.redisdrill.stack.Manifest;
import io.redisdrill.stack.RedisPod;
import io.redisdrill.stack.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Deploys stacks into namespaces of their own. Thread-safe. */
public final class StackDeployer {
  private static final String OWN_NAMESPACE = "each drill has a namespace of its own";

  private final String platform;
  private final Cluster cluster;
  private final Node node;
  private final Images images;
  private final DeploySettings settings;
  private final Supplier<Optional<ObjectStore>> store;
  private final WatchTrial watching;

  /**
   * Deploys to {@code cluster}.
   *
   * @param platform the name of the platform, for the record
   * @param node what can be done below the pods
   * @param images which images it runs
   * @param settings how stacks are fitted to it
   * @param store an object store that pods are to reach as {@code s3}; asked at each deployment,
   *     which may have to wait for it
   */
  public StackDeployer(
      String platform,
      Cluster cluster,
      Node node,
      Images images,
      DeploySettings settings,
      Supplier<Optional<ObjectStore>> store) {
    this.platform = platform;
    this.cluster = cluster;
    this.node = node;
    this.images = images;
    this.settings = settings;
    this.store = store;
    this.watching = new WatchTrial(cluster, images);
  }

  /** Returns, in a sentence, why {@code what} cannot be done here, or nothing if it can. */
  public Optional<String> unavailable(Capability what) {
    return switch (what) {
      case AOF_REPAIR ->
          Optional.of(
              "the image of its helper pod need not have the redis-check-aof of this server; it is"
                  + " run on the embedded platform");
      case FULL_DISK ->
          Optional.of(
              "a volume shares the disk of its node, and to fill that would evict the pods of"
                  + " others; choose embedded, on a small file system");
      case WATCHED_DISK -> node.unavailable(what).or(watching::unavailable);
      default -> node.unavailable(what);
    };
  }

  /** Deploys a stack and returns once its pod is ready. */
  public RunningRedis deploy(Deployment what) {
    Adaptations adaptations = new Adaptations(what.events());
    Applying how = what.stack().applying();
    adaptations.record(how);
    List<HasMetadata> objects = read(what.stack(), adaptations);
    RedisPod pod = what.stack().pod();
    StackServices.requireEndpoints(objects, PodSpecs.labels(objects, pod), pod.port());
    Passwords password = Passwords.of(what.stack(), objects);
    new ImageAdaptation(images, adaptations).apply(objects);
    var resources =
        new ResourceAdaptation(
            how.fitted() ? settings : DeploySettings.asPublished(),
            StorageClasses.names(cluster.client()),
            adaptations);
    objects.forEach(resources::apply);
    if (node.needsSharedProcesses()) {
      SharedProcesses.apply(objects, what.stack().pod(), adaptations);
    }
    password.object().ifPresent(objects::add);
    Optional<Integer> port = node.claimPort();
    String namespace = cluster.namespaces().create();
    try {
      return deploy(what, objects, password, namespace, port);
    } catch (RuntimeException e) {
      abandon(namespace, port, e);
      throw e;
    }
  }

  private RunningRedis deploy(
      Deployment what,
      List<HasMetadata> objects,
      Passwords password,
      String namespace,
      Optional<Integer> port) {
    StrictApply apply = new StrictApply(cluster.client(), namespace);
    if (what.watched()) {
      var adaptations = new Adaptations(what.events());
      new WatchAdaptation(cluster.client(), namespace, images, adaptations)
          .apply(objects, what.stack().pod());
    }
    if (what.stack().applying().strict()) {
      apply.apply(objects);
    } else {
      new LooseApply(cluster.client(), namespace).apply(objects);
    }
    Workload workload = new Workload(cluster.client(), namespace, what.stack().pod());
    List<HasMetadata> services = services(what.stack(), objects, workload, port);
    apply.apply(List.copyOf(services));
    var log = new ClusterLog(what.clock(), what.events(), node.sharesClock(), password.value());
    var seen = new Observation(cluster.client(), namespace, what.stack().pod(), node, log);
    Deployed deployed =
        new Deployed(
            cluster,
            workload,
            seen,
            what.events(),
            settings.keep(),
            () -> port.ifPresent(node::releasePort));
    Node.Address address;
    try {
      Login login = new Login(password.value(), what.stack().pod().port());
      new Startup(cluster.client(), workload, seen, login).awaitReady(settings.startLimit());
      if (what.watched()) {
        requireLauncher(workload, seen);
      }
      Listening.require(workload, seen);
      address = node.reach(ClientService.nodePort(cluster.client(), namespace));
      Reachability.require(cluster.client(), namespace, address);
    } catch (RuntimeException e) {
      deployed.record();
      seen.close();
      throw e;
    }
    Endpoint endpoint =
        new Endpoint(address.host(), address.port(), password.value(), Endpoint.Route.SERVICE);
    Exporter.port(objects, what.stack().pod())
        .ifPresent(each -> seen.scrape(cluster.client(), namespace, each, what.events()));
    record(what, namespace, endpoint);
    return new KubernetesRedis(
        deployed,
        endpoint,
        node,
        images,
        new Redeployment(cluster, namespace, objects, services),
        what.watched());
  }

  private void requireLauncher(Workload workload, Observation seen) {
    seen.pods()
        .pod()
        .ifPresent(
            pod ->
                PodDisk.require(
                    new Exec(
                        cluster.client(),
                        workload.namespace(),
                        pod.getMetadata().getName(),
                        workload.redis().container()),
                    workload.redis().dataDirectory(),
                    workload));
  }

  /**
   * Returns a Redis that was deployed before, into a namespace that this tool made and that was
   * kept; it stays when what is returned is closed.
   *
   * @param what the stack that was deployed
   */
  public RunningRedis attach(Deployment what, String namespace) {
    cluster.namespaces().requireThere(namespace);
    Workload workload = new Workload(cluster.client(), namespace, what.stack().pod());
    Secret password = Passwords.read(cluster.client(), namespace, what.stack());
    var log = new ClusterLog(what.clock(), what.events(), node.sharesClock(), password);
    var seen = new Observation(cluster.client(), namespace, what.stack().pod(), node, log);
    Deployed deployed = new Deployed(cluster, workload, seen, what.events(), true, () -> {});
    try {
      Node.Address address = node.reach(ClientService.nodePort(cluster.client(), namespace));
      Endpoint endpoint =
          new Endpoint(address.host(), address.port(), password, Endpoint.Route.SERVICE);
      Startup.awaitProcess(workload, seen);
      return new KubernetesRedis(
          deployed,
          endpoint,
          node,
          images,
          new Redeployment(cluster, namespace, List.of(), List.of()),
          false);
    } catch (RuntimeException e) {
      seen.close();
      throw e;
    }
  }

  private List<HasMetadata> services(
      Stack stack, List<HasMetadata> objects, Workload workload, Optional<Integer> port) {
    Optional<Service> model = ClientService.model(objects, stack.pod().service());
    List<HasMetadata> services = new ArrayList<>();
    services.add(ClientService.of(model, workload.podLabels(), stack.pod().port(), port));
    store.get().ifPresent(s -> services.addAll(s.objects()));
    return services;
  }

  private void record(Deployment what, String namespace, Endpoint endpoint) {
    what.events()
        .record(
            "deployed",
            Map.of(
                "platform",
                platform,
                "cluster",
                cluster.version(),
                "namespace",
                namespace,
                "endpoint",
                "%s:%d, a node port of the Service %s beside those of the stack"
                    .formatted(endpoint.host(), endpoint.port(), ClientService.NAME),
                "conf",
                what.stack().conf().redacted().render(),
                "warnings",
                what.stack().warnings()));
  }

  private void abandon(String namespace, Optional<Integer> port, RuntimeException because) {
    try {
      port.ifPresent(node::releasePort);
      if (!settings.keep()) {
        cluster.remove(namespace);
      }
    } catch (RuntimeException e) {
      because.addSuppressed(e);
    }
  }

  private List<HasMetadata> read(Stack stack, Adaptations adaptations) {
    List<HasMetadata> objects = new ArrayList<>();
    for (Manifest manifest : stack.manifests()) {
      HasMetadata object = read(manifest);
      String name = PodSpecs.nameOf(object);
      if (manifest.kind().equals("Namespace")) {
        adaptations.record(name, "all of it", Optional.empty(), "left out", OWN_NAMESPACE);
        continue;
      }
      Optional<String> namespace = Optional.ofNullable(object.getMetadata().getNamespace());
      if (namespace.isPresent()) {
        object.getMetadata().setNamespace(null);
        adaptations.record(name, "metadata.namespace", namespace, "left out", OWN_NAMESPACE);
      }
      objects.add(object);
    }
    return objects;
  }

  private HasMetadata read(Manifest manifest) {
    try {
      KubernetesResource read =
          cluster.client().getKubernetesSerialization().unmarshal(manifest.yaml());
      return (HasMetadata) read;
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new UsageException(
          "Cannot use " + manifest,
          "a Kubernetes object",
          String.valueOf(e.getMessage()).lines().findFirst().orElse("nothing"),
          "Correct it.");
    }
  }
}
