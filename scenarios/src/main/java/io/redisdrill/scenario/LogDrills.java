package io.redisdrill.scenario;

import io.redisdrill.fault.Fault;
import io.redisdrill.fault.TruncateAof;
import io.redisdrill.load.Workload;
import java.util.List;
import java.util.Optional;

/** An AOF that lost its end while Redis was down. */
final class LogDrills {
  private static final int KEYS = 10_000;

  private LogDrills() {}

  static List<NamedDrill> all() {
    return List.of(
        drill(
            "aof-everysec-truncate-aof",
            TruncateAof.percent(10),
            "A tenth of the AOF is cut off: what was behind the cut is lost, and nothing else."),
        drill(
            "aof-everysec-truncate-aof-in-command",
            TruncateAof.insideCommand(5_000),
            "An AOF is torn inside a command: Redis cuts the rest of it off, and goes on."));
  }

  private static NamedDrill drill(String name, Fault fault, String shows) {
    return new NamedDrill(
        name,
        "aof, appendfsync everysec; the AOF cut while Redis is down",
        shows,
        () -> Stacks.aof(AppendFsync.EVERYSEC),
        Workload.registers().keys(KEYS),
        fault,
        true,
        Optional.empty());
  }
}
