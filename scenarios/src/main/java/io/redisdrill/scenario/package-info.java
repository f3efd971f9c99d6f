/** The stacks and the drills that come with the tool, and the controls that calibrate it. */
@NullMarked
package io.redisdrill.scenario;

import org.jspecify.annotations.NullMarked;
