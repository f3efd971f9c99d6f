package io.redisdrill.platform;

/**
 * Where clients connect.
 *
 * @param host name or address
 * @param port TCP port
 * @param password of the default user; an empty one where none is asked for
 * @param route how the connection gets there, which the recovery time depends on
 */
public record Endpoint(String host, int port, Secret password, Route route) {
  /** The way to Redis. */
  public enum Route {
    /** Straight to the process. */
    DIRECT,
    /** Through a Kubernetes Service, as other clients go. */
    SERVICE,
    /** Through the API server, slower than any real client. */
    PORT_FORWARD
  }
}
