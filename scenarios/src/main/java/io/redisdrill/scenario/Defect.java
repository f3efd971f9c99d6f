package io.redisdrill.scenario;

import io.redisdrill.DrillResult;
import java.util.Optional;
import java.util.function.Function;

/**
 * A defect that the tool has found, in a server or in the way one is run, and the drill that shows
 * it. Immutable.
 *
 * @param drill the smallest that shows it
 * @param what goes wrong, in a sentence
 * @param affects which versions or set-ups
 * @param source where it was found or is written down
 * @param shown returns what a result shows of it, in a sentence; nothing if it does not
 */
public record Defect(
    NamedDrill drill,
    String what,
    String affects,
    String source,
    Function<DrillResult, Optional<String>> shown) {}
