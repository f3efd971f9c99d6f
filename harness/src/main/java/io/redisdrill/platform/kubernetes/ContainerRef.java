package io.redisdrill.platform.kubernetes;

/**
 * One life of a container.
 *
 * @param namespace of its pod
 * @param pod the name of its pod
 * @param podUid tells two pods of one name apart
 * @param container its name in the pod
 * @param id its id at the container runtime, without {@code containerd://}
 */
public record ContainerRef(
    String namespace, String pod, String podUid, String container, String id) {
  /** Returns what identifies the process, for the log and for the proof of a fault. */
  String identity() {
    return podUid + "/" + id;
  }
}
