/** Reports for machines that show text: Markdown, and JUnit's XML. */
@NullMarked
package io.redisdrill.report.summary;

import org.jspecify.annotations.NullMarked;
