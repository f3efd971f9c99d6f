package io.redisdrill.sweep;

import io.redisdrill.UsageException;
import io.redisdrill.stack.RedisConf;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The settings of the servers of a sweep. */
final class SweepSettings {
  /** What decides where a server listens and writes, or whom it takes its data from. */
  private static final Set<String> OURS =
      Set.of(
          "dir",
          "port",
          "tls-port",
          "bind",
          "unixsocket",
          "pidfile",
          "logfile",
          "daemonize",
          "requirepass",
          "aclfile",
          "user",
          "include",
          "rename-command",
          "replicaof",
          "slaveof",
          "cluster-enabled",
          "enable-debug-command");

  private static final int FIRST_WITH_DEBUG_SETTING = 7;

  private SweepSettings() {}

  /** Refuses those that a sweep has to set itself. */
  static void check(Map<String, String> chosen) {
    for (String name : chosen.keySet()) {
      if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
        throw new UsageException(
            "Cannot sweep with --set " + name,
            "a setting that has to do with how files are loaded",
            "one that the sweep sets itself",
            "Leave it out.");
      }
    }
  }

  /** Returns those of a server that loads an image. */
  static RedisConf image(String version, DataSource source, Map<String, String> chosen) {
    RedisConf conf =
        base(version)
            .with("appendonly", source.appendOnly() ? "yes" : "no")
            // A clean stop saves a dump only where there is a save point.
            .with("save", source.appendOnly() ? "" : "3600 1")
            // A rewrite would replace what is looked at.
            .with("auto-aof-rewrite-percentage", "0");
    for (Map.Entry<String, String> each : source.settings().entrySet()) {
      boolean known = !each.getKey().equals("appenddirname") || major(version) >= 7;
      conf = known ? conf.withArguments(each.getKey(), List.of(each.getValue())) : conf;
    }
    for (Map.Entry<String, String> each : chosen.entrySet()) {
      conf = conf.with(each.getKey(), each.getValue());
    }
    return conf;
  }

  /** Returns those of a server to which the log is replayed. */
  static RedisConf reference(String version, Map<String, String> chosen) {
    RedisConf conf = base(version);
    for (Map.Entry<String, String> each : chosen.entrySet()) {
      conf = conf.with(each.getKey(), each.getValue());
    }
    return conf.with("appendonly", "no").with("save", "").with("dbfilename", "base.rdb");
  }

  /** Returns those of a server that writes the log of the known answer. */
  static RedisConf recording(String version) {
    return base(version)
        .with("appendonly", "yes")
        .with("save", "")
        .with("auto-aof-rewrite-percentage", "0");
  }

  private static RedisConf base(String version) {
    RedisConf conf =
        new RedisConf(List.of())
            .with("bind", "127.0.0.1")
            .with("daemonize", "no")
            .with("logfile", "")
            // A crash is told by its exit code; its report would test the machine's memory first.
            .with("crash-memcheck-enabled", "no");
    return major(version) >= FIRST_WITH_DEBUG_SETTING
        ? conf.with("enable-debug-command", "local")
        : conf;
  }

  private static int major(String version) {
    String digits = version.split("\\.", 2)[0];
    return digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : FIRST_WITH_DEBUG_SETTING;
  }
}
