/** What a configuration will lose, read off its manifests; each finding names what shows it. */
@NullMarked
package io.redisdrill.scenario.lint;

import org.jspecify.annotations.NullMarked;
