package io.redisdrill.scenario.lint;

import io.redisdrill.stack.PodFacts;
import io.redisdrill.stack.RedisConf;
import io.redisdrill.stack.SavePoint;
import io.redisdrill.stack.Stack;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a stack as an experienced operator would. It sees what the manifests say, not the cluster,
 * its disks or its load: where it finds nothing, a drill may still find a loss.
 *
 * @param stack what is read
 * @param facts of its pod
 * @param bytesPerSecond how fast Redis is taken to save and to load, where that matters
 */
public record StackLint(Stack stack, PodFacts facts, long bytesPerSecond) {
  /** What a disk of a small cloud instance gives, in bytes a second. */
  public static final long USUAL_SPEED = 100L << 20;

  private static final String BUILT_IN = "classpath:";

  /** Reads a stack. */
  public static StackLint of(Stack stack, long bytesPerSecond) {
    return new StackLint(stack, PodFacts.of(stack), bytesPerSecond);
  }

  /** Returns what it finds, the gravest first. */
  public List<Advice> advice() {
    return Stream.of(
            new PersistenceRules(this).all(), new SizeRules(this).all(), new PodRules(this).all())
        .flatMap(rules -> rules)
        .toList();
  }

  RedisConf conf() {
    return stack.conf();
  }

  boolean is(String setting, String value) {
    return conf().get(setting).filter(value::equals).isPresent();
  }

  boolean appendOnly() {
    return is("appendonly", "yes");
  }

  boolean saves() {
    return !SavePoint.in(conf()).isEmpty();
  }

  /** Returns the command that drills this very stack. */
  String drill(String fault, String... more) {
    String where = stack.source().startsWith(BUILT_IN) ? stack.name() : stack.source();
    return "./drill run --stack %s --fault %s%s"
        .formatted(where, fault, more.length == 0 ? "" : " " + String.join(" ", more));
  }

  Optional<Advice> found(
      boolean holds, String rule, String place, String words, String instead, String shownBy) {
    return holds ? Optional.of(new Advice(rule, place, words, instead, shownBy)) : Optional.empty();
  }
}
