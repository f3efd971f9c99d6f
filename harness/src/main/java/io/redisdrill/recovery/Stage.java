package io.redisdrill.recovery;

/** How far a client gets with a Redis that comes back; each needs the one before it. */
enum Stage {
  ACCEPTING("accepting"),
  LOADING("loading"),
  LOADED("loaded"),
  READ("first correct read"),
  WRITTEN("first acknowledged write");

  private final String title;

  Stage(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
