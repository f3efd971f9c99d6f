package io.redisdrill.restoredrill;

import io.redisdrill.redis.Console;
import io.redisdrill.restoredrill.RestoreResult.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts the keys of each database by type. A script in Redis does it, a page at a time: neither
 * names nor values leave the server. It needs Redis 6.
 */
final class Counting {
  private static final String PAGE = "10000";
  private static final Pattern DATABASE = Pattern.compile("db(\\d{1,9})");
  private static final Pattern NUMBERS = Pattern.compile("keys=(\\d+)(?:,expires=(\\d+))?.*");

  /** The commonest first: once all keys are counted, nobody looks for the rest. */
  private static final List<String> TYPES =
      List.of("string", "hash", "set", "zset", "list", "stream");

  private static final String OTHERS = "of a module";
  private static final String SCRIPT =
      """
      local page = redis.call('SCAN', ARGV[1], 'COUNT', ARGV[2], 'TYPE', ARGV[3])
      return {page[1], tostring(#page[2])}
      """;

  private Counting() {}

  /** Returns keys and keys with a time to live by database, as INFO tells them. */
  static Map<Integer, long[]> keyspace(Map<String, String> info) {
    Map<Integer, long[]> databases = new TreeMap<>();
    info.forEach(
        (field, value) -> {
          Matcher name = DATABASE.matcher(field);
          Matcher numbers = NUMBERS.matcher(value);
          if (name.matches() && numbers.matches()) {
            long withTtl = numbers.group(2) == null ? 0 : Long.parseLong(numbers.group(2));
            databases.put(
                Integer.parseInt(name.group(1)),
                new long[] {Long.parseLong(numbers.group(1)), withTtl});
          }
        });
    return databases;
  }

  /** Returns all databases that hold a key; the console is left at the last one. */
  static List<Database> databases(Console console, Map<String, String> info) {
    List<Database> all = new ArrayList<>();
    keyspace(info)
        .forEach(
            (number, counts) -> {
              console.status("SELECT", Integer.toString(number));
              all.add(new Database(number, counts[0], counts[1], types(console, counts[0])));
            });
    return all;
  }

  private static Map<String, Long> types(Console console, long keys) {
    Map<String, Long> types = new TreeMap<>();
    long counted = 0;
    for (int i = 0; i < TYPES.size() && counted < keys; i++) {
      long found = count(console, TYPES.get(i));
      counted += found;
      if (found > 0) {
        types.put(TYPES.get(i), found);
      }
    }
    // SCAN has taken away by now what had expired, so that the size is right again.
    long others = counted < keys ? console.size() - counted : 0;
    if (others > 0) {
      types.put(OTHERS, others);
    }
    return types;
  }

  private static long count(Console console, String type) {
    long count = 0;
    String cursor = "0";
    do {
      List<String> page = console.texts("EVAL", SCRIPT, "0", cursor, PAGE, type);
      count += Long.parseLong(page.get(1));
      cursor = page.get(0);
    } while (!cursor.equals("0"));
    return count;
  }
}
