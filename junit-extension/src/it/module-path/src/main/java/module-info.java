/** A module of durability tests. */
module shop {
  requires io.redisdrill.harness;
  requires io.redisdrill.junit;
  requires io.redisdrill.report;
  requires io.redisdrill.scenario;
  requires lettuce.core;
  requires org.assertj.core;
  requires org.junit.jupiter.api;

  // Surefire puts on the module path what is required here; JUnit cannot be half on it.
  requires org.junit.jupiter.engine;
  requires org.junit.platform.launcher;

  opens shop;
}
