package io.redisdrill.scenario.lint;

import io.redisdrill.stack.Quantity;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What does not fit: memory, volume, the time to save and to load. */
record SizeRules(StackLint lint) {
  private static final double MIB = 1L << 20;

  Stream<Advice> all() {
    return Stream.of(graceTooShort(), volumeTooSmall(), memoryTooSmall(), probeKillsLoading())
        .flatMap(Optional::stream);
  }

  private OptionalLong maxmemory() {
    OptionalLong most =
        lint.conf().get("maxmemory").map(Quantity::redis).orElse(OptionalLong.empty());
    return most.isPresent() && most.getAsLong() > 0 ? most : OptionalLong.empty();
  }

  /** Returns how much there may be: what Redis is limited to, else its container. */
  private OptionalLong data() {
    return maxmemory().isPresent() ? maxmemory() : lint.facts().memoryLimit();
  }

  private double seconds() {
    return data().orElse(0) / (double) lint.bytesPerSecond();
  }

  private String assumed() {
    return String.format(
        Locale.ROOT,
        "%.0f MiB at %.0f MiB/s take %.0f s",
        data().orElse(0) / MIB,
        lint.bytesPerSecond() / MIB,
        seconds());
  }

  private Optional<Advice> graceTooShort() {
    long grace = lint.stack().pod().terminationGrace().toSeconds();
    return lint.found(
        lint.saves() && data().isPresent() && seconds() > grace,
        "grace-too-short",
        "%s %s, terminationGracePeriodSeconds"
            .formatted(lint.stack().pod().kind(), lint.stack().pod().name()),
        "A full Redis saves longer than the %d s of grace (%s): SIGKILL ends the save."
            .formatted(grace, assumed()),
        "Raise terminationGracePeriodSeconds, or pass the measured speed as --speed.",
        "./drill run rdb-pod-delete-short-grace");
  }

  /** A rewrite of the AOF, or a snapshot, is a second copy beside the first. */
  private Optional<Advice> volumeTooSmall() {
    OptionalLong volume = lint.facts().volume();
    return lint.found(
        volume.isPresent() && data().isPresent() && volume.getAsLong() < 2 * data().getAsLong(),
        "volume-too-small",
        "the claim of " + lint.stack().pod().dataDirectory(),
        "%.0f MiB hold the data set of %.0f MiB, and not its copy while it is rewritten or saved."
            .formatted(volume.orElse(0) / MIB, data().orElse(0) / MIB),
        "Ask for twice maxmemory at least; an AOF grows beyond that between rewrites.",
        lint.drill("full-disk"));
  }

  private Optional<Advice> memoryTooSmall() {
    OptionalLong limit = lint.facts().memoryLimit();
    return lint.found(
        limit.isPresent() && maxmemory().orElse(Long.MAX_VALUE) >= limit.getAsLong(),
        "memory-too-small",
        "the memory limit of container " + lint.stack().pod().container(),
        maxmemory().isEmpty()
            ? "There is a limit and no maxmemory: Redis grows until the kernel kills it."
            : "maxmemory reaches the limit of the container: the kernel kills Redis first.",
        "Set maxmemory well below the limit: a fork copies pages that are written meanwhile.",
        lint.drill("out-of-memory-kill", "--platform k3s"));
  }

  /**
   * While it loads Redis answers LOADING; redis-cli exits with 0 then, unless words are compared.
   */
  private Optional<Advice> probeKillsLoading() {
    return lint.facts()
        .liveness()
        .filter(probe -> !lint.facts().startup())
        .filter(probe -> String.join(" ", probe.command()).contains("PONG"))
        .filter(probe -> data().isPresent() && seconds() > probe.patience().toSeconds())
        .map(
            probe ->
                new Advice(
                    "probe-kills-loading",
                    probe.place(),
                    "A Redis that loads its data fails this probe, which is patient for %d s (%s):"
                            .formatted(probe.patience().toSeconds(), assumed())
                        + " it is killed again and again.",
                    "Add a startupProbe, and let any answer count as a sign of life.",
                    lint.drill("pod-delete", "--platform k3s")));
  }
}
