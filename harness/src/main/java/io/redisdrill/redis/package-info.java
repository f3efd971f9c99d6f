/** How the harness talks to Redis: exact clients that neither reconnect nor replay. */
@NullMarked
package io.redisdrill.redis;

import org.jspecify.annotations.NullMarked;
