package io.redisdrill.backup;

import io.redisdrill.backup.RestoreJournal.State;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts new files in the place of old ones, or back, while Redis is down. Each call can be broken
 * off anywhere and made again: every file is moved as a whole, and none is deleted that is the only
 * copy of what was there.
 *
 * @param data the volume
 * @param names what Redis persists to
 * @param step told of each step before it is done
 */
record VolumeSwap(DataFiles data, PersistentFiles names, Consumer<String> step) {
  RestoreJournal setAside(RestoreJournal journal) {
    for (String path : journal.old()) {
      if (exists(path)) {
        step.accept("set aside " + path);
        data.move(path, vacant(journal.aside() + "/" + path));
      }
    }
    return advance(journal, State.PLACING);
  }

  /** After it there is no journal: Redis may start, and nothing is changed under it any more. */
  void place(RestoreJournal journal) {
    for (String path : journal.restored()) {
      String staged = RestoreJournal.STAGED + path;
      if (exists(staged)) {
        if (exists(path)) {
          // Somebody started Redis in between: what it wrote is kept too.
          data.move(path, vacant(journal.aside() + "/" + path));
        }
        step.accept("place " + path);
        data.move(staged, path);
      }
    }
    forget();
  }

  /** Takes new files away and puts the old ones back; after it there is no journal. */
  void putBack(RestoreJournal journal) {
    if (journal.state() == State.PLACING) {
      advance(journal, State.PUTTING_BACK);
      takeAway(journal);
    } else if (journal.state() == State.PUTTING_BACK) {
      takeAway(journal);
    }
    for (String path : journal.old()) {
      String kept = journal.aside() + "/" + path;
      if (exists(kept) && !exists(path)) {
        step.accept("put back " + path);
        data.move(kept, path);
      }
    }
    forget();
  }

  /** A file in its place is an old one only if there is none of its path aside. */
  private void takeAway(RestoreJournal journal) {
    for (DataFile file : data.list()) {
      String path = file.path();
      boolean old = journal.old().contains(path) && !exists(journal.aside() + "/" + path);
      if (names.owns(path) && !old) {
        step.accept("take away " + path);
        data.delete(path);
      }
    }
  }

  /** Deletes what was staged, then the journal. */
  void forget() {
    List<DataFile> all = data.list();
    all.stream()
        .map(DataFile::path)
        .filter(path -> path.startsWith(".restore/") && !path.equals(RestoreJournal.FILE))
        .forEach(data::delete);
    if (exists(RestoreJournal.FILE)) {
      step.accept("forget the journal");
      data.delete(RestoreJournal.FILE);
    }
  }

  RestoreJournal advance(RestoreJournal journal, State next) {
    step.accept("note " + next.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
    RestoreJournal noted = journal.in(next);
    noted.write(data);
    return noted;
  }

  boolean exists(String path) {
    return data.list().stream().anyMatch(file -> file.path().equals(path));
  }

  private String vacant(String path) {
    String free = path;
    for (int n = 2; exists(free); n++) {
      free = path + "." + n;
    }
    return free;
  }
}
