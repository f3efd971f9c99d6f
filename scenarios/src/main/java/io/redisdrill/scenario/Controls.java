package io.redisdrill.scenario;

import io.redisdrill.fault.NoFault;
import io.redisdrill.load.Plant;
import io.redisdrill.load.Workload;
import io.redisdrill.load.Workload.Mix;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Drills that say nothing of Redis, but whether the instrument measures what it says. */
final class Controls {
  private static final Workload EVERY_KIND = Workload.registers().mix(Mix.ALL);

  private Controls() {}

  static List<NamedDrill> all() {
    return Stream.concat(Stream.of(noFault()), Stream.of(Plant.values()).map(Controls::planted))
        .toList();
  }

  private static NamedDrill noFault() {
    return new NamedDrill(
        "control-no-fault",
        "aof, every kind of write; nothing goes wrong",
        "Without a fault exactly 0 writes are lost.",
        Stacks::aof,
        EVERY_KIND,
        new NoFault(),
        true,
        Optional.empty());
  }

  private static NamedDrill planted(Plant plant) {
    return new NamedDrill(
        "control-" + plant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
        "aof, every kind of write; " + plant.words(),
        "The judge finds " + plant.words() + ".",
        Stacks::aof,
        EVERY_KIND,
        new NoFault(),
        false, // the defect is planted once; a second read-back would plant another
        Optional.of(plant));
  }
}
