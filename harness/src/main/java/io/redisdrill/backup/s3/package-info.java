/** Where backups are kept: a bucket, of Amazon, of another S3, or of one inside this JVM. */
@NullMarked
package io.redisdrill.backup.s3;

import org.jspecify.annotations.NullMarked;
