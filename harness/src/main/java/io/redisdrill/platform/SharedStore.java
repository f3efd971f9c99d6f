package io.redisdrill.platform;

import java.net.URI;

/**
 * An S3 that this JVM and the pods of a cluster both reach.
 *
 * @param fromHere for this JVM
 * @param fromPods for the pods of a drill
 * @param region of its buckets
 * @param keyId who asks
 * @param secretKey proves it
 */
public record SharedStore(
    URI fromHere, URI fromPods, String region, String keyId, Secret secretKey) {}
