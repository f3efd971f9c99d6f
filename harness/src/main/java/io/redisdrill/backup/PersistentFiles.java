package io.redisdrill.backup;

import io.redisdrill.stack.RedisConf;
import java.util.Map;

/**
 * What Redis persists to, and under which names, below its data directory.
 *
 * @param appendOnly whether it starts from the AOF, and from nothing else
 * @param savePoints whether it saves by itself
 * @param rdb the name of the RDB file
 * @param aofDirectory of the AOF
 * @param aof the name that those of the AOF's files begin with
 */
public record PersistentFiles(
    boolean appendOnly, boolean savePoints, String rdb, String aofDirectory, String aof) {
  /** Reads them from the answer to CONFIG GET. */
  public static PersistentFiles of(Map<String, String> config) {
    return new PersistentFiles(
        config.getOrDefault("appendonly", "no").equals("yes"),
        !config.getOrDefault("save", "").isBlank(),
        config.getOrDefault("dbfilename", "dump.rdb"),
        config.getOrDefault("appenddirname", "appendonlydir"),
        config.getOrDefault("appendfilename", "appendonly.aof"));
  }

  /** Reads them from a redis.conf; what it does not name is Redis's own. */
  public static PersistentFiles of(RedisConf conf) {
    return new PersistentFiles(
        conf.get("appendonly").orElse("no").equals("yes"),
        !io.redisdrill.stack.SavePoint.in(conf).isEmpty(),
        unquoted(conf, "dbfilename", "dump.rdb"),
        unquoted(conf, "appenddirname", "appendonlydir"),
        unquoted(conf, "appendfilename", "appendonly.aof"));
  }

  private static String unquoted(RedisConf conf, String name, String otherwise) {
    return conf.get(name).map(value -> value.replace("\"", "")).orElse(otherwise);
  }

  /** Returns the path of the list of the AOF's files. */
  public String manifest() {
    return aofPath(aof + ".manifest");
  }

  /** Returns the path of a file of the AOF. */
  public String aofPath(String name) {
    return aofDirectory + "/" + name;
  }

  /** Returns whether {@code path} is one that Redis itself would load or replace. */
  public boolean owns(String path) {
    return path.equals(rdb) || path.equals(aof) || path.startsWith(aofDirectory + "/");
  }
}
