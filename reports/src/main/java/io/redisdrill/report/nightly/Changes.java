package io.redisdrill.report.nightly;

import io.redisdrill.report.nightly.Surroundings.StackShown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is different between two nights, apart from their figures. */
final class Changes {
  private static final int MOST_LINES = 40;

  private final List<String> lines = new ArrayList<>();

  private Changes() {}

  static List<String> between(Night before, Night tonight) {
    Surroundings was = before.environment();
    Surroundings is = tonight.environment();
    Changes changes = new Changes();
    changes.add(
        "Redis", String.join(", ", was.redisVersions()), String.join(", ", is.redisVersions()));
    changes.add("Redis Drill", was.redisDrill(), is.redisDrill());
    changes.add("Java", was.java(), is.java());
    changes.add("operating system", was.os(), is.os());
    changes.add("processors", "" + was.processors(), "" + is.processors());
    for (StackShown stack : is.stacks()) {
      changes.stack(stack, find(was, stack.name()));
    }
    was.stacks().stream()
        .filter(stack -> find(is, stack.name()).isEmpty())
        .forEach(stack -> changes.lines.add("stack " + stack.name() + " is gone"));
    return changes.lines.size() <= MOST_LINES
        ? changes.lines
        : changes.lines.subList(0, MOST_LINES);
  }

  private static Optional<StackShown> find(Surroundings in, String name) {
    return in.stacks().stream().filter(stack -> stack.name().equals(name)).findFirst();
  }

  private void add(String what, String was, String is) {
    if (!was.equals(is)) {
      lines.add("%s: %s, before %s".formatted(what, is, was));
    }
  }

  private void stack(StackShown is, Optional<StackShown> before) {
    if (before.isEmpty()) {
      lines.add("stack " + is.name() + " is new");
      return;
    }
    StackShown was = before.get();
    add("image of " + is.name(), was.image(), is.image());
    if (!was.confSha256().equals(is.confSha256())) {
      List<String> old = was.conf().lines().toList();
      List<String> now = is.conf().lines().toList();
      old.stream()
          .filter(line -> !now.contains(line))
          .forEach(line -> lines.add("redis.conf of %s: - %s".formatted(is.name(), line)));
      now.stream()
          .filter(line -> !old.contains(line))
          .forEach(line -> lines.add("redis.conf of %s: + %s".formatted(is.name(), line)));
    }
  }
}
