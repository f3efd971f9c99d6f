/**
 * Durability tests in JUnit: {@code @RedisPersistenceTest}, and what its methods get as parameters.
 */
@NullMarked
package io.redisdrill.junit;

import org.jspecify.annotations.NullMarked;
