package io.redisdrill.backup;

import io.redisdrill.stack.RedisConf;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Redis persists to, and under which names, below its data directory.
 *
 * @param appendOnly whether it starts from the AOF, and from nothing else
 * @param savePoints whether it saves by itself
 * @param rdb the name of the RDB file
 * @param aofDirectory of the AOF
 * @param aof the name that those of the AOF's files begin with
 * @param oneFile whether the AOF is one file of that name, as before Redis 7
 */
public record PersistentFiles(
    boolean appendOnly,
    boolean savePoints,
    String rdb,
    String aofDirectory,
    String aof,
    boolean oneFile) {
  private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})\\..*");
  private static final int FIRST_WITH_DIRECTORY = 7;

  /** Those of Redis 7 and later. */
  public PersistentFiles(
      boolean appendOnly, boolean savePoints, String rdb, String aofDirectory, String aof) {
    this(appendOnly, savePoints, rdb, aofDirectory, aof, false);
  }

  /** Reads them from the answer to CONFIG GET. */
  public static PersistentFiles of(Map<String, String> config) {
    return new PersistentFiles(
        config.getOrDefault("appendonly", "no").equals("yes"),
        !config.getOrDefault("save", "").isBlank(),
        config.getOrDefault("dbfilename", "dump.rdb"),
        config.getOrDefault("appenddirname", "appendonlydir"),
        config.getOrDefault("appendfilename", "appendonly.aof"),
        !config.containsKey("appenddirname"));
  }

  /**
   * Reads them from a redis.conf; what it does not name is Redis's own. Which server reads it is
   * not in there: see {@link #on}.
   */
  public static PersistentFiles of(RedisConf conf) {
    return new PersistentFiles(
        conf.get("appendonly").orElse("no").equals("yes"),
        !io.redisdrill.stack.SavePoint.in(conf).isEmpty(),
        unquoted(conf, "dbfilename", "dump.rdb"),
        unquoted(conf, "appenddirname", "appendonlydir"),
        unquoted(conf, "appendfilename", "appendonly.aof"));
  }

  /** Returns them as a server keeps them of which INFO says this; one that is silent is not old. */
  public PersistentFiles on(Map<String, String> info) {
    Matcher major = MAJOR.matcher(info.getOrDefault("redis_version", ""));
    boolean old = major.matches() && Integer.parseInt(major.group(1)) < FIRST_WITH_DIRECTORY;
    return new PersistentFiles(appendOnly, savePoints, rdb, aofDirectory, aof, old);
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
