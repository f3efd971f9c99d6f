package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisUnavailableException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a server can load what another one saved, as far as both say who they are. */
public final class Compatibility {
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4}).*");

  private Compatibility() {}

  /**
   * Returns what INFO says if the server can; if it does not answer, what is known of it before,
   * and nothing where nothing is: then its start will tell.
   *
   * @throws DrillException if it is older, of another make, or refuses the password
   */
  static Map<String, String> require(BackupMetadata backup, RestoreTarget target) {
    try (Console console = target.clients().console(target.redis().endpoint())) {
      Map<String, String> info = console.info();
      require(backup, info);
      return info;
    } catch (RedisUnavailableException e) {
      String said = String.valueOf(e.getMessage());
      if (said.contains("WRONGPASS") || said.contains("NOAUTH")) {
        throw new DrillException(
            "Cannot restore to the Redis on port " + target.redis().endpoint().port(),
            "its password",
            said,
            "Correct the password; nothing was changed.",
            e);
      }
      if (!target.identity().isEmpty()) {
        require(backup, target.identity());
      }
      return target.identity();
    }
  }

  /**
   * Does nothing if a server of which INFO says this can load the backup.
   *
   * @throws DrillException if it is older, or of another make
   */
  public static void require(BackupMetadata backup, Map<String, String> server) {
    String engine = server.getOrDefault("server_name", "redis");
    String version = server.getOrDefault("redis_version", "unknown");
    if (!engine.equals(backup.engine())) {
      throw refused(backup, backup.engine(), engine + " " + version);
    }
    if (number(backup.redisVersion()) > number(version)) {
      throw refused(backup, backup.redisVersion() + " or later", version);
    }
  }

  private static DrillException refused(BackupMetadata backup, String expected, String found) {
    return new DrillException(
        "Cannot restore the backup " + backup.timestamp(),
        "a server of the make and version that saved it: " + expected,
        found,
        "Deploy that one, or use a backup of this; nothing was changed.");
  }

  /** Major and minor decide: within them the format of the files does not change. */
  private static long number(String version) {
    Matcher parts = VERSION.matcher(version);
    return parts.matches()
        ? Long.parseLong(parts.group(1)) * 10_000 + Long.parseLong(parts.group(2))
        : 0;
  }
}
