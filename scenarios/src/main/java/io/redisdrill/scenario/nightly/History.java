package io.redisdrill.scenario.nightly;

import io.redisdrill.UsageException;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightFile;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The nights so far: a {@code nightly.json} each, named by when it began. What cannot be read is
 * named and left out.
 *
 * @param nights in the order of their names
 * @param unread what could not be read, each with the reason
 */
public record History(List<Night> nights, List<String> unread) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  public History {
    nights = List.copyOf(nights);
    unread = List.copyOf(unread);
  }

  /** Where nights are kept. */
  public interface Shelf {
    /** Names what is there, in the order of the nights. */
    List<String> names();

    /**
     * Returns the text of one.
     *
     * @throws io.redisdrill.DrillException if it cannot be had
     */
    String read(String name);

    /** Puts a night there; one of the same name is replaced. */
    void put(String name, String text);
  }

  /** Reads all that began before a night, but no more than the latest. */
  public static History read(Shelf shelf, Night before, int most) {
    List<String> names =
        shelf.names().stream().filter(name -> name.compareTo(name(before)) < 0).sorted().toList();
    List<Night> nights = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (String name : names.subList(Math.max(0, names.size() - most), names.size())) {
      try {
        nights.add(NightFile.parse(name, shelf.read(name)));
      } catch (UsageException e) {
        unread.add(String.valueOf(e.getMessage()));
      }
    }
    return new History(nights, unread);
  }

  /** Returns the name under which a night is kept. */
  public static String name(Night night) {
    String shard =
        night.shard().map(part -> "-" + part.replace("/", "of").replace(" ", "-")).orElse("");
    return STAMP.format(night.started()) + shard + ".json";
  }
}
