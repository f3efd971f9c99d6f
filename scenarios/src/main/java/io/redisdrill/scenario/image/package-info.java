/** A container image of the tool, for drills inside a cluster. */
@NullMarked
package io.redisdrill.scenario.image;

import org.jspecify.annotations.NullMarked;
