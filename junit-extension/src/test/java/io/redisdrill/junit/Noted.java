package io.redisdrill.junit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What fixtures saw, for the test that runs them. */
final class Noted {
  /** Tests run one after the other, and each clears it first. */
  private static final List<String> ALL = new CopyOnWriteArrayList<>();

  private Noted() {}

  static void clear() {
    ALL.clear();
  }

  static void add(Object what) {
    ALL.add(String.valueOf(what));
  }

  static List<String> all() {
    return List.copyOf(ALL);
  }
}
