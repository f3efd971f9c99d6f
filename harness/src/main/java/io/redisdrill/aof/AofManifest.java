package io.redisdrill.aof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The list of the files of an AOF, since Redis 7: a base, then increments. Files of history, which
 * Redis is about to delete, are left out.
 *
 * @param files in their order
 */
public record AofManifest(List<Part> files) {
  /**
   * A file.
   *
   * @param name beside the manifest
   * @param sequence the number that Redis gave it
   * @param type {@code b} or {@code i}
   */
  public record Part(String name, long sequence, char type) {}

  public AofManifest {
    files = List.copyOf(files);
  }

  /**
   * Reads one.
   *
   * @throws UnreadableManifestException if it is not as Redis writes it
   */
  public static AofManifest parse(String where, String text) {
    List<Part> files = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Part part = part(line).orElseThrow(() -> new UnreadableManifestException(where, line));
      if (part.type() != 'h') {
        files.add(part);
      }
    }
    if (files.isEmpty()) {
      throw new UnreadableManifestException(where, "no file");
    }
    return new AofManifest(files);
  }

  private static Optional<Part> part(String line) {
    String[] words = line.strip().split("\\s+");
    boolean known =
        words.length >= 6
            && words[0].equals("file")
            && words[2].equals("seq")
            && words[3].matches("\\d{1,18}")
            && words[4].equals("type")
            && words[5].matches("[bhi]")
            && !words[1].contains("/");
    return known
        ? Optional.of(new Part(words[1], Long.parseLong(words[3]), words[5].charAt(0)))
        : Optional.empty();
  }

  /** Returns the base, if there is one. */
  public Optional<Part> base() {
    return files.stream().filter(part -> part.type() == 'b').findFirst();
  }

  /** Returns the file that Redis appends to, if there is one. */
  public Optional<Part> last() {
    Part last = files.get(files.size() - 1);
    return last.type() == 'i' ? Optional.of(last) : Optional.empty();
  }

  /** Returns the same for an AOF of another name. */
  public AofManifest renamed(String from, String to) {
    return new AofManifest(
        files.stream()
            .map(part -> new Part(renamed(part.name(), from, to), part.sequence(), part.type()))
            .toList());
  }

  /** Returns the name of a file of an AOF that is called {@code to} instead of {@code from}. */
  public static String renamed(String name, String from, String to) {
    return name.startsWith(from + ".") ? to + name.substring(from.length()) : name;
  }

  /** Returns it as Redis writes it. */
  public String render() {
    return files.stream()
        .map(
            part -> "file %s seq %d type %s\n".formatted(part.name(), part.sequence(), part.type()))
        .collect(Collectors.joining());
  }
}
