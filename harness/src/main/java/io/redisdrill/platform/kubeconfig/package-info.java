/** A cluster that exists: only by a named context, and only in namespaces that this tool made. */
@NullMarked
package io.redisdrill.platform.kubeconfig;

import org.jspecify.annotations.NullMarked;
