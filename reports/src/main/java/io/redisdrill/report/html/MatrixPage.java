package io.redisdrill.report.html;

import io.redisdrill.Verdict;
import io.redisdrill.report.html.NightRow.RunLink;
import io.redisdrill.report.text.Amounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The page of a matrix of drills and engines; its cells lead to the runs that showed them. */
public final class MatrixPage {
  private MatrixPage() {}

  /** What a cell says. */
  public enum Kind {
    /** The defect is there, or the promise was broken. */
    SHOWN,
    /** The defect did not show, or the promise was kept. */
    NOT_SHOWN,
    /** Nothing can be said. */
    UNKNOWN
  }

  /**
   * A run behind a cell.
   *
   * @param directory below the directory of the page
   * @param verdict of the run
   */
  public record Run(String directory, Verdict verdict) {}

  /**
   * What one drill showed on one engine.
   *
   * @param drill the row
   * @param engine the column
   * @param kind what it says
   * @param words in short
   * @param runs behind it
   */
  public record Shown(String drill, String engine, Kind kind, String words, List<Run> runs) {
    public Shown {
      runs = List.copyOf(runs);
    }
  }

  /**
   * A cell as it is set.
   *
   * @param style by its kind
   * @param words in short
   * @param links to the runs
   */
  public record Square(String style, String words, List<RunLink> links) {}

  /** A drill, and its cells in the order of the engines. */
  public record Row(String drill, List<Square> cells) {}

  /**
   * Returns the page: one file that needs no other; it links to the pages of the runs.
   *
   * @param engines the columns, in their order; one that has no cell was not run
   */
  public static String render(List<String> engines, List<Shown> cells) {
    List<Row> rows = new ArrayList<>();
    for (String drill : cells.stream().map(Shown::drill).distinct().toList()) {
      rows.add(
          new Row(drill, engines.stream().map(engine -> square(cells, drill, engine)).toList()));
    }
    Map<String, Object> model = new LinkedHashMap<>();
    model.put(
        "assets",
        Assets.of(List.of("base.css", "run.css", "runs.css", "matrix.css"), List.of("theme.js")));
    model.put("engines", engines);
    model.put("rows", rows);
    model.put("sentence", sentence(engines, cells));
    return Templates.fill("matrix.ftlh", model);
  }

  private static String sentence(List<String> engines, List<Shown> cells) {
    long runs = cells.stream().mapToLong(cell -> cell.runs().size()).sum();
    return "%s on %s: %s shown, %s not shown, %s unknown."
        .formatted(
            Amounts.count(runs, "drill"),
            Amounts.count(engines.size(), "engine"),
            count(cells, Kind.SHOWN),
            count(cells, Kind.NOT_SHOWN),
            count(cells, Kind.UNKNOWN));
  }

  private static long count(List<Shown> cells, Kind kind) {
    return cells.stream().filter(cell -> cell.kind() == kind).count();
  }

  private static Square square(List<Shown> cells, String drill, String engine) {
    Optional<Shown> found =
        cells.stream()
            .filter(cell -> cell.drill().equals(drill) && cell.engine().equals(engine))
            .findFirst();
    return found
        .map(cell -> new Square(style(cell.kind()), cell.words(), links(cell.runs())))
        .orElseGet(() -> new Square("none", "not run", List.of()));
  }

  private static String style(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<RunLink> links(List<Run> runs) {
    List<RunLink> links = new ArrayList<>();
    for (Run run : runs) {
      links.add(
          new RunLink(
              Integer.toString(links.size() + 1),
              Link.to(run.directory(), "report.html"),
              run.verdict().name().toLowerCase(Locale.ROOT),
              run.verdict() + ": " + run.directory()));
    }
    return links;
  }
}
