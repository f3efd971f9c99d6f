/** Pages: one file each, without network. */
@NullMarked
package io.redisdrill.report.html;

import org.jspecify.annotations.NullMarked;
