/** A browser for tests, driven with nothing but the JDK. */
@NullMarked
package io.redisdrill.report.browser;

import org.jspecify.annotations.NullMarked;
