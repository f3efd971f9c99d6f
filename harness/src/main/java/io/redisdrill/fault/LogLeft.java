package io.redisdrill.fault;

import static java.util.stream.Collectors.toSet;

import io.redisdrill.DrillException;
import io.redisdrill.aof.LogEnd;
import io.redisdrill.aof.LogTail;
import io.redisdrill.aof.UnreadableManifestException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.powercut.PowerCutProof;
import io.redisdrill.platform.powercut.PowerCutProof.FileCut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The AOF that a power cut leaves. While Redis is waited for, the end of it is only taken; it is
 * read once Redis has been started.
 */
final class LogLeft implements Consumer<DataFiles> {
  private Optional<LogTail> tail = Optional.empty();
  private Optional<String> unread = Optional.empty();

  @Override
  public void accept(DataFiles files) {
    try {
      tail = LogTail.of(files);
    } catch (UnreadableManifestException damaged) {
      // Redis finds no log either.
      tail = Optional.empty();
    } catch (DrillException | UncheckedIOException e) {
      unread = Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Returns what it shows, and notes in the proof how much was looked at, or why it was not. */
  Optional<LogEnd> after(PowerCutProof cut, Map<String, Object> proof) {
    Optional<LogEnd> end = tail.flatMap(taken -> read(taken, cut));
    end.ifPresent(log -> proof.put("logBytesRead", tail.map(LogTail::bytes).orElse(0L)));
    unread.ifPresent(why -> proof.put(LogReading.UNREAD, why));
    return end;
  }

  private Optional<LogEnd> read(LogTail taken, PowerCutProof cut) {
    if (cut.unlisted() > 0) {
      return Optional.empty(); // nobody knows which of the files it shortened
    }
    Set<String> shortened = cut.files().stream().map(FileCut::file).collect(toSet());
    try {
      return Optional.of(taken.read(shortened));
    } catch (IOException e) {
      unread = Optional.of(String.valueOf(e));
      return Optional.empty();
    }
  }
}
