package io.redisdrill.report.html;

import java.util.List;

/**
 * A table.
 *
 * @param caption what it shows
 * @param headers of the columns
 * @param rows each with a cell a column
 */
public record Table(String caption, List<String> headers, List<List<Cell>> rows) {
  public Table {
    headers = List.copyOf(headers);
    rows = List.copyOf(rows);
  }

  static Table of(String caption, List<String> headers, List<List<Cell>> rows) {
    return new Table(caption, headers, rows);
  }

  /** Returns whether there is nothing to show. */
  public boolean empty() {
    return rows.isEmpty();
  }
}
