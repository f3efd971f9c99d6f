package io.redisdrill.report.html;

import io.redisdrill.report.nightly.Movement;
import io.redisdrill.report.nightly.Movement.Kind;
import io.redisdrill.report.nightly.Night;
import io.redisdrill.report.nightly.NightCell;
import io.redisdrill.report.nightly.Quantiles;
import io.redisdrill.report.nightly.Trend;
import io.redisdrill.report.text.Amounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A trend as a page shows it.
 *
 * @param worse the figures that got worse
 * @param worseCharts of them
 * @param table of the other figures
 * @param charts of those that any night has a value above 0 of
 * @param changed since the night before
 * @param unread files of the history
 */
public record TrendView(
    Table worse,
    List<Drift> worseCharts,
    Table table,
    List<Drift> charts,
    List<String> changed,
    List<String> unread) {
  private static final List<String> HEADERS =
      List.of("Drill", "Figure", "Against before", "Before", "Tonight", "Band", "p", "Nights");
  private static final double ALL = 100;
  private static final int MOST_CHARTS = 60;

  /**
   * Values over the nights; places are per cent.
   *
   * @param name of the figure and cell
   * @param until where the scale ends
   * @param dots one a value
   * @param words for those who do not see the dots
   */
  public record Drift(String name, String until, List<Dot> dots, String words) {}

  /** A value of a night. */
  public record Dot(String x, String y, String style) {}

  static TrendView of(Night tonight, Trend trend, List<Night> earlier) {
    List<Night> nights = new ArrayList<>(earlier);
    nights.sort(Comparator.comparing(Night::started));
    nights.add(tonight);
    List<Movement> others =
        trend.movements().stream().filter(each -> each.kind() != Kind.WORSE).toList();
    return new TrendView(
        table("What got worse", trend.worse()),
        charts(trend.worse(), nights),
        table("The other figures against the earlier nights", others),
        charts(others, nights),
        trend.changed(),
        trend.unread());
  }

  private static Table table(String caption, List<Movement> movements) {
    return Table.of(caption, HEADERS, movements.stream().map(TrendView::row).toList());
  }

  private static List<Drift> charts(List<Movement> movements, List<Night> nights) {
    return movements.stream()
        .map(each -> drift(each, nights))
        .filter(drift -> !drift.dots().isEmpty())
        .limit(MOST_CHARTS)
        .toList();
  }

  private static List<Cell> row(Movement each) {
    boolean compared = each.nights() > 0;
    return List.of(
        Cell.text(each.cell()),
        Cell.text(each.figure()),
        new Cell(words(each.kind()), each.kind() == Kind.WORSE ? "worse" : "text", ""),
        compared ? Cell.millis(each.earlierMedian()) : Cell.none(),
        each.tonight() > 0 ? Cell.millis(each.tonightMedian()) : Cell.none(),
        compared ? Cell.millis(each.band()) : Cell.none(),
        compared ? Cell.number(String.format(Locale.ROOT, "%.2g", each.p())) : Cell.none(),
        Cell.count(each.nights()));
  }

  private static String words(Kind kind) {
    return switch (kind) {
      case STEADY -> "steady";
      case WORSE -> "worse";
      case BETTER -> "better";
      case TOO_FEW -> "too few values to tell";
    };
  }

  private static Drift drift(Movement each, List<Night> nights) {
    List<List<Double>> values = nights.stream().map(night -> values(night, each)).toList();
    double most = values.stream().flatMap(List::stream).reduce(0.0, Math::max);
    List<Dot> dots = new ArrayList<>();
    for (int i = 0; most > 0 && i < nights.size(); i++) {
      String x = percent(ALL * (i + 0.5) / nights.size());
      String style = i == nights.size() - 1 ? "tonight" : "before";
      for (double value : values.get(i)) {
        dots.add(new Dot(x, percent(ALL - ALL * value / most), style));
      }
    }
    return new Drift(
        each.figure() + " of " + each.cell(),
        Amounts.millis(most),
        dots,
        "Medians of the nights: "
            + String.join(
                ", ",
                values.stream()
                    .map(some -> some.isEmpty() ? "none" : Amounts.millis(Quantiles.median(some)))
                    .toList()));
  }

  private static List<Double> values(Night night, Movement of) {
    return night.cells().stream()
        .filter(cell -> cell.cell().equals(of.cell()))
        .findFirst()
        .map(of.figure().equals(Movement.WINDOW) ? NightCell::windows : NightCell::recoveries)
        .orElse(List.of());
  }

  private static String percent(double value) {
    return String.format(Locale.ROOT, "%.2f%%", value);
  }
}
