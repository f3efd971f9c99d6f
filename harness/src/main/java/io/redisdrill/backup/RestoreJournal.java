package io.redisdrill.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.run.Json;
import java.util.List;
import java.util.Optional;

/**
 * How far a restore has come, on the volume itself: whoever runs it again finds it there.
 *
 * @param backup the timestamp of the backup that is restored
 * @param state how far it has come
 * @param old files that were there before, in their old places
 * @param restored files that take their places
 * @param aside where the old ones are kept
 */
record RestoreJournal(
    String backup, State state, List<String> old, List<String> restored, String aside) {
  static final String FILE = ".restore/journal.json";
  static final String STAGED = ".restore/new/";

  /** What is under way. */
  enum State {
    /** New files are written beside the old ones. */
    STAGING,
    /** Old files are moved aside. */
    SETTING_ASIDE,
    /** New files are moved into place; once all are, there is no journal any more. */
    PLACING,
    /** New files are taken away and old ones put back. */
    PUTTING_BACK
  }

  RestoreJournal {
    old = List.copyOf(old);
    restored = List.copyOf(restored);
  }

  RestoreJournal in(State next) {
    return new RestoreJournal(backup, next, old, restored, aside);
  }

  void write(DataFiles data) {
    byte[] text = Json.pretty(this).getBytes(UTF_8);
    data.write(FILE, new java.io.ByteArrayInputStream(text), text.length);
  }

  static Optional<RestoreJournal> read(DataFiles data) {
    if (data.list().stream().noneMatch(file -> file.path().equals(FILE))) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Json.MAPPER.readValue(new String(data.read(FILE), UTF_8), RestoreJournal.class));
    } catch (JsonProcessingException e) {
      throw new DrillException(
          "Cannot go on with an earlier restore",
          "its journal " + FILE,
          String.valueOf(e.getMessage()),
          "Look at the files of the data directory by hand; none was deleted.",
          e);
    }
  }
}
