package io.redisdrill.scenario.cli;

import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.NamedDrill;
import java.util.Iterator;

/** The names that a shell completes. */
final class DrillNames implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    return Catalogue.builtIn().drills().stream().map(NamedDrill::name).iterator();
  }
}
