/** Kubernetes in a container of this machine's Docker engine, with an S3 beside it. */
@NullMarked
package io.redisdrill.platform.k3s;

import org.jspecify.annotations.NullMarked;
