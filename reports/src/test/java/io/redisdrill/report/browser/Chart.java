package io.redisdrill.report.browser;

import java.util.Locale;

/** The timeline on the page of a run, as it is drawn. */
public record Chart(Tab tab) {
  /** Returns where the shown part begins, in seconds from the fault. */
  public double from() {
    return number("from");
  }

  /** Returns where it ends. */
  public double until() {
    return number("until");
  }

  private double number(String which) {
    return tab.evaluate("Number(document.querySelector('.plot').dataset." + which + ")").asDouble();
  }

  /** Returns the colour behind the lines at a time, right under the upper edge. */
  public String behind(double seconds) {
    return tab.evaluate(
            String.format(
                Locale.ROOT,
                """
                (() => {
                  const plot = document.querySelector('.plot');
                  const canvas = plot.querySelector('canvas');
                  const box = canvas.getBoundingClientRect();
                  const over = plot.querySelector('.u-over').getBoundingClientRect();
                  const { from, until } = plot.dataset;
                  const x = over.left + (%f - from) / (until - from) * over.width - box.left;
                  const ratio = canvas.width / box.width;
                  const at = [Math.round(x * ratio), Math.round((over.top - box.top) * ratio) + 2];
                  return [...canvas.getContext('2d').getImageData(...at, 1, 1).data].join(' ');
                })()
                """,
                seconds))
        .asText();
  }

  /** Presses a key while the chart has the focus. */
  public void press(String key) {
    tab.evaluate("document.querySelector('.plot').focus()");
    tab.press(key);
  }

  /** Shows the time around the fault. */
  public void closeUp() {
    tab.evaluate("document.querySelector('[data-view=close]').click()");
  }
}
