package io.redisdrill.backup;

import io.redisdrill.backup.TroubledBackup.Trouble;
import java.util.Map;

/** Brings a trouble about while a backup is made, and knows whether it happened. */
final class Troublemaker {
  private static final long CUT_AFTER_BYTES = 100_000;
  private static final long PAUSE_NANOS = 2_000_000;

  private final Trouble trouble;
  private final FaultyLink link;

  Troublemaker(Trouble trouble, FaultyLink link) {
    this.trouble = trouble;
    this.link = link;
  }

  /** A step of the backup begins. */
  void begin(String step) {
    switch (trouble) {
      case UPLOAD_CUT -> {
        if (step.equals("upload")) {
          link.cutAfter(CUT_AFTER_BYTES);
        }
      }
      case STORE_GONE -> {
        if (step.equals("complete")) {
          link.cutAfter(0);
        }
      }
      case STORE_SLOW -> link.slow(PAUSE_NANOS);
    }
  }

  boolean happened() {
    return switch (trouble) {
      case UPLOAD_CUT -> link.cuts() > 0;
      case STORE_GONE -> link.cuts() + link.refusals() > 0;
      case STORE_SLOW -> link.pauses() > 0;
    };
  }

  Map<String, Object> proof() {
    return link.done();
  }
}
