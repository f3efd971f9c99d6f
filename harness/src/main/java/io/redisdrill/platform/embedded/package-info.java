/** A redis-server process on this machine, supervised as a kubelet would. */
@NullMarked
package io.redisdrill.platform.embedded;

import org.jspecify.annotations.NullMarked;
