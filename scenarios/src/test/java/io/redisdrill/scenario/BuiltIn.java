package io.redisdrill.scenario;

import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;

/** The stacks as they are shipped. */
final class BuiltIn {
  private BuiltIn() {}

  static Stack load(String name) {
    return StackLoader.loadResource(
        BuiltIn.class.getClassLoader(), "io/redisdrill/scenario/stacks/" + name);
  }
}
