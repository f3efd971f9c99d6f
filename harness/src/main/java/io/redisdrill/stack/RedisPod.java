package io.redisdrill.stack;

import java.time.Duration;
import java.util.Optional;

/**
 * What a platform must know of the pod that runs Redis.
 *
 * @param kind {@code StatefulSet} or {@code Deployment}
 * @param name the name of that object
 * @param container the name of the container that runs redis-server
 * @param image the image of that container
 * @param port the port that Redis listens on
 * @param dataDirectory where Redis keeps its files inside the container
 * @param dataClaim the PersistentVolumeClaim that holds this directory; none if the files are lost
 *     with the pod, or lie on a volume of another sort
 * @param conf the entry of the ConfigMap that holds redis.conf; none if all settings are arguments
 * @param password the entry of the Secret that holds the password; none if Redis has none, if its
 *     redis.conf spells it out, or if the manifests do not tell
 * @param service the Service that clients use
 * @param terminationGrace how long Redis has between SIGTERM and SIGKILL
 */
public record RedisPod(
    String kind,
    String name,
    String container,
    String image,
    int port,
    String dataDirectory,
    Optional<String> dataClaim,
    Optional<KeyRef> conf,
    Optional<KeyRef> password,
    Optional<String> service,
    Duration terminationGrace) {}
