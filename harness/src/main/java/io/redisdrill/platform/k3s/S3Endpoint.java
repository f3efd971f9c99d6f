package io.redisdrill.platform.k3s;

import io.redisdrill.platform.Secret;
import java.net.URI;

/**
 * An S3 beside a cluster.
 *
 * @param fromHere for this JVM
 * @param fromPods for pods of a drill's namespace
 * @param region of the buckets
 * @param accessKey who asks
 * @param secretKey proves it
 */
public record S3Endpoint(
    URI fromHere, URI fromPods, String region, String accessKey, Secret secretKey) {}
