package io.redisdrill.report.html;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * As much of something long as a page can carry: its beginning and its end.
 *
 * @param head from the beginning
 * @param left how many are not shown between the two
 * @param tail to the end
 */
public record Shown<T>(List<T> head, int left, List<T> tail) {
  private static final int MOST = 1_500;
  private static final int MOST_CHARACTERS = 200_000;

  public Shown {
    head = List.copyOf(head);
    tail = List.copyOf(tail);
  }

  static <T> Shown<T> of(List<T> all, ToIntFunction<T> length) {
    if (fits(all, length)) {
      return new Shown<>(all, 0, List.of());
    }
    int head = count(all, length);
    List<T> reversed = new ArrayList<>(all.subList(head, all.size()));
    Collections.reverse(reversed);
    int tail = count(reversed, length);
    return new Shown<>(
        all.subList(0, head), all.size() - head - tail, all.subList(all.size() - tail, all.size()));
  }

  private static <T> boolean fits(List<T> all, ToIntFunction<T> length) {
    return all.size() <= MOST
        && all.stream().mapToLong(length::applyAsInt).sum() <= MOST_CHARACTERS;
  }

  /** Returns how many from the beginning fill half of the room. */
  private static <T> int count(List<T> all, ToIntFunction<T> length) {
    int characters = 0;
    int count = 0;
    while (count < Math.min(all.size(), MOST / 2)) {
      characters += length.applyAsInt(all.get(count));
      if (characters > MOST_CHARACTERS / 2) {
        break;
      }
      count++;
    }
    return count;
  }

  /** Returns how many there are in all. */
  public int total() {
    return head.size() + left + tail.size();
  }
}
