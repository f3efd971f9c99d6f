package io.redisdrill.scenario.nightly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.Drill;
import io.redisdrill.report.nightly.NightRun;
import io.redisdrill.report.nightly.Surroundings;
import io.redisdrill.report.nightly.Surroundings.StackShown;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Writes down what a night runs with. */
final class Inventory {
  private Inventory() {}

  static Surroundings of(List<PlannedCell> cells, List<NightRun> runs) {
    Map<String, StackShown> stacks = new LinkedHashMap<>();
    for (PlannedCell cell : cells) {
      StackShown shown = shown(label(cell), cell);
      StackShown other = stacks.putIfAbsent(shown.name(), shown);
      if (other != null && !other.equals(shown)) {
        stacks.put(cell.drill().name(), shown(cell.drill().name(), cell));
      }
    }
    return new Surroundings(
        Objects.requireNonNullElse(
            Drill.class.getPackage().getImplementationVersion(), "development"),
        runs.stream()
            .filter(run -> !run.redisVersion().equals("unknown"))
            .map(run -> run.cell().replaceFirst("/.*", "") + " " + run.redisVersion())
            .distinct()
            .sorted()
            .toList(),
        System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", ""),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.runtime.version", "unknown"),
        List.copyOf(stacks.values()));
  }

  /** A built-in stack under another fsync policy is another one: the name of the drill says it. */
  static String label(PlannedCell cell) {
    String fault = "-" + cell.drill().fault().name();
    String drill = cell.drill().name();
    return drill.endsWith(fault)
        ? drill.substring(0, drill.length() - fault.length())
        : cell.stack().name();
  }

  private static StackShown shown(String name, PlannedCell cell) {
    String conf = cell.stack().conf().redacted().render();
    return new StackShown(name, cell.stack().pod().image(), sha256(conf), conf);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
