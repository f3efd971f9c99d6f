/** The launcher that watches a server's syncs, and takes away what was never synced. */
@NullMarked
package io.redisdrill.platform.powercut;

import org.jspecify.annotations.NullMarked;
