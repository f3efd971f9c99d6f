package io.redisdrill.platform.powercut;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A copy of a data directory that the power can be cut of in place of the original: its ledger is
 * written anew with the numbers that the copied files have, as it names files by these alone. Names
 * that lead to one file do so in the copy.
 */
public final class WatchedCopy {
  private static final String LEDGER = "ledger";
  private static final String HEADER = "powercut-ledger ";
  private static final Set<String> NOT_COPIED = Set.of(LEDGER, "lock", "control", "cut-request");

  /** Records whose second word is the number of a file. */
  private static final String NUMBERED = "EFDPITRG";

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Of files that are gone: no file of a copy has such a number. */
  private static final long GONE = 1L << 52;

  private final Path from;
  private final Path to;
  private final Map<Long, Long> numbers = new HashMap<>();
  private final Map<Long, Path> copies = new HashMap<>();

  private WatchedCopy(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Copies the data directory {@code from}, of whose server no process is left, to {@code to},
   * which is not there.
   *
   * @throws IOException if there is no ledger in it, or one that cannot be read
   */
  public static void make(Path from, Path to) throws IOException {
    new WatchedCopy(from, to).make();
  }

  private void make() throws IOException {
    String ledger =
        Files.readString(from.resolve(Launcher.SIDE_FOLDER).resolve(LEDGER), ISO_8859_1);
    if (!ledger.startsWith(HEADER)) {
      throw new IOException("no ledger of this launcher in " + from);
    }
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.sorted().toList()) {
        copy(each);
      }
    }
    Files.writeString(
        to.resolve(Launcher.SIDE_FOLDER).resolve(LEDGER), renumbered(ledger), ISO_8859_1);
  }

  private void copy(Path file) throws IOException {
    Path relative = from.relativize(file);
    boolean side = relative.startsWith(Launcher.SIDE_FOLDER);
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      numbers.put(number(file), number(Files.createDirectories(to.resolve(relative))));
    } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && !(side && NOT_COPIED.contains(String.valueOf(file.getFileName())))) {
      copyFile(file, relative, side && relative.getNameCount() > 2);
    }
  }

  private void copyFile(Path file, Path relative, boolean byNumber) throws IOException {
    long number = number(file);
    Path first = copies.get(number);
    if (first == null) {
      first = Files.copy(file, to.resolve(relative));
      copies.put(number, first);
      numbers.put(number, number(first));
      if (byNumber) {
        Path named = first.resolveSibling(Long.toString(number(first)));
        copies.put(number, Files.move(first, named));
      }
    } else {
      Path link = to.resolve(relative);
      Files.createLink(byNumber ? link.resolveSibling(Long.toString(number(first))) : link, first);
    }
  }

  private static long number(Path file) throws IOException {
    return (Long) Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
  }

  private String renumbered(String ledger) {
    StringBuilder result = new StringBuilder(ledger.length());
    long hash = FNV_OFFSET;
    int hashed = 0;
    // What follows the last mark was never acknowledged.
    for (String line : List.of(ledger.substring(0, ledger.lastIndexOf('\n') + 1).split("\n"))) {
      if (line.startsWith("#")) {
        hash = chain(hash, result, hashed);
        hashed = result.length();
        result.append(String.format(Locale.ROOT, "#%016x\n", hash));
      } else {
        result.append(line.startsWith(HEADER) ? header(line) : record(line)).append('\n');
      }
    }
    return result.toString();
  }

  private static long chain(long hash, CharSequence bytes, int from) {
    long result = hash;
    for (int i = from; i < bytes.length(); i++) {
      result = (result ^ bytes.charAt(i)) * FNV_PRIME;
    }
    return result;
  }

  private String header(String line) {
    return line.substring(0, line.lastIndexOf(' ') + 1) + renumbered(last(line));
  }

  private static long last(String line) {
    return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
  }

  private String record(String line) {
    if (NUMBERED.indexOf(line.charAt(0)) < 0) {
      return line;
    }
    String[] words = line.split(" ", 3);
    words[1] = Long.toString(renumbered(Long.parseLong(words[1])));
    return String.join(" ", words);
  }

  private long renumbered(long number) {
    return numbers.getOrDefault(number, number == 0 ? 0 : GONE + number);
  }
}
