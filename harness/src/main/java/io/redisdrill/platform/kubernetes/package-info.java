/** What the platforms on Kubernetes share: deploying a stack, and the primitives of its pod. */
@NullMarked
package io.redisdrill.platform.kubernetes;

import org.jspecify.annotations.NullMarked;
