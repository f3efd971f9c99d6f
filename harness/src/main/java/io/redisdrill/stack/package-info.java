/** What is deployed: Kubernetes manifests with a redis.conf in them. */
@NullMarked
package io.redisdrill.stack;

import org.jspecify.annotations.NullMarked;
