package io.redisdrill.report.model;

import io.redisdrill.UsageException;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs below a directory.
 *
 * @param runs the latest first
 * @param others directories that are no runs, or cannot be read
 */
public record RunList(List<RunSummary> runs, List<Other> others) {
  /**
   * A directory that is no run.
   *
   * @param name of it
   * @param why it is none
   */
  public record Other(String name, String why) {}

  public RunList {
    runs = List.copyOf(runs);
    others = List.copyOf(others);
  }

  /**
   * Reads them.
   *
   * @throws UsageException if there is no such directory
   */
  public static RunList below(Path directory) {
    List<RunSummary> runs = new ArrayList<>();
    List<Other> others = new ArrayList<>();
    for (Path each : directories(directory)) {
      try {
        runs.add(RunSummary.of(RunDirectory.open(each)));
      } catch (RuntimeException unreadable) {
        String name = String.valueOf(each.getFileName());
        others.add(new Other(name, String.valueOf(unreadable.getMessage())));
      }
    }
    runs.sort(Comparator.comparing(RunSummary::started).reversed());
    return new RunList(runs, others);
  }

  /** Without links: {@code latest} is one of the others again. */
  private static List<Path> directories(Path directory) {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(each -> Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS))
          .filter(each -> !String.valueOf(each.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UsageException(
          "Cannot list the runs in " + directory,
          "a directory that can be read",
          e.getClass().getSimpleName() + ": " + e.getMessage(),
          "Run a drill first, or name another directory with --runs.",
          e);
    }
  }
}
