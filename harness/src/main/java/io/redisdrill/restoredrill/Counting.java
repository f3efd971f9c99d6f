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
 * names nor values leave the server.
 */
final class Counting {
  private static final String PAGE = "2000";
  private static final Pattern DATABASE = Pattern.compile("db(\\d{1,9})");
  private static final Pattern NUMBERS = Pattern.compile("keys=(\\d+)(?:,expires=(\\d+))?.*");
  private static final String SCRIPT =
      """
      local page = redis.call('SCAN', ARGV[1], 'COUNT', ARGV[2])
      local found = {}
      for _, key in ipairs(page[2]) do
        local type = redis.call('TYPE', key)['ok']
        found[type] = (found[type] or 0) + 1
      end
      local reply = {page[1]}
      for type, count in pairs(found) do
        reply[#reply + 1] = type
        reply[#reply + 1] = tostring(count)
      end
      return reply
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
              all.add(new Database(number, counts[0], counts[1], types(console)));
            });
    return all;
  }

  private static Map<String, Long> types(Console console) {
    Map<String, Long> types = new TreeMap<>();
    String cursor = "0";
    do {
      List<String> reply = console.texts("EVAL", SCRIPT, "0", cursor, PAGE);
      for (int i = 1; i + 1 < reply.size(); i += 2) {
        types.merge(reply.get(i), Long.parseLong(reply.get(i + 1)), Long::sum);
      }
      cursor = reply.get(0);
    } while (!cursor.equals("0"));
    types.remove("none"); // its time was over between SCAN and TYPE
    return types;
  }
}
