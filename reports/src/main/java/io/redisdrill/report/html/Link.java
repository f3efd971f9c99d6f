package io.redisdrill.report.html;

import java.net.URI;
import java.net.URISyntaxException;

/** Relative addresses of files whose names others chose. */
final class Link {
  private Link() {}

  /** Returns the address of a file in a directory beside the page. */
  static String to(String directory, String file) {
    try {
      return new URI(null, null, "./" + directory + "/" + file, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("every path can be quoted", e);
    }
  }
}
