package io.redisdrill.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every combination of what a crash can have left of each file: a position is a number whose digits
 * choose a variant of each. Position 0 is what was recorded.
 *
 * @param files each with its variants
 */
record CrashSubsets(List<Variants> files) implements Images {
  /**
   * What a crash can have left of a file.
   *
   * @param file relative to the data directory
   * @param all what was recorded, first; one that is not there means that the file is not
   */
  record Variants(String file, List<Path> all) {
    Variants {
      all = List.copyOf(all);
    }

    boolean isManifest() {
      return file.endsWith(".manifest");
    }
  }

  CrashSubsets {
    files = List.copyOf(files);
  }

  @Override
  public long count() {
    long count = 1;
    for (Variants each : files) {
      // Beyond this nobody tries all, and a draw needs no more.
      count = Math.min(1L << 50, count * each.all().size());
    }
    return count;
  }

  @Override
  public String file() {
    return "%d files".formatted(files.size());
  }

  @Override
  public long bytes() {
    return files.stream().mapToLong(each -> size(each.all().get(0))).sum();
  }

  @Override
  public boolean covers(String file) {
    return true;
  }

  private List<Integer> digits(long position) {
    List<Integer> digits = new ArrayList<>();
    long left = position;
    for (Variants each : files) {
      digits.add((int) (left % each.all().size()));
      left /= each.all().size();
    }
    return digits;
  }

  @Override
  public int expected(long position, RecordedLog log) {
    List<Integer> digits = digits(position);
    int expected = log.units().size();
    for (int i = 0; i < files.size(); i++) {
      Variants each = files.get(i);
      Path left = each.all().get(digits.get(i));
      if (digits.get(i) == 0) {
        continue;
      }
      boolean base = log.snapshot().filter(it -> it.file().file().equals(each.file())).isPresent();
      if (Files.exists(left) && (base || each.isManifest())) {
        return -1; // an older one may say what the log does not
      }
      expected = base ? 0 : expected;
      expected = Math.min(expected, Images.before(log, each.file(), size(left)));
    }
    return expected;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void place(long position, Path source, Path target) throws IOException {
    List<Integer> digits = digits(position);
    Files.createDirectories(target);
    for (int i = 0; i < files.size(); i++) {
      Path left = files.get(i).all().get(digits.get(i));
      if (Files.exists(left)) {
        Path file = target.resolve(files.get(i).file());
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.copy(left, file);
      }
    }
  }

  @Override
  public String words(long position) {
    List<Integer> digits = digits(position);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Variants each = files.get(i);
      Path left = each.all().get(digits.get(i));
      if (digits.get(i) > 0) {
        words.add(
            Files.exists(left)
                ? "%s with %,d of %,d bytes"
                    .formatted(each.file(), size(left), size(each.all().get(0)))
                : each.file() + " gone");
      }
    }
    return words.isEmpty() ? "all files as they were" : String.join(", ", words);
  }
}
