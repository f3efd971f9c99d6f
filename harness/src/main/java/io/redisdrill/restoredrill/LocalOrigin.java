package io.redisdrill.restoredrill;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** A file of this machine; {@code FILE.sha256} beside it is compared, if it is there. */
public record LocalOrigin(Path file) implements Origin {
  @Override
  public String source() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public String step() {
    return "read";
  }

  @Override
  public Fetched fetch(Path scratch) {
    try (InputStream in = Files.newInputStream(file)) {
      Instant modified = Files.getLastModifiedTime(file).toInstant();
      Sums.Digested read = Sums.copy(in, OutputStream.nullOutputStream());
      Path beside = file.resolveSibling(file.getFileName() + ".sha256");
      Optional<String> expected =
          Files.isRegularFile(beside)
              ? Sums.first(Files.readString(beside), beside.toString())
              : Optional.empty();
      return new Fetched(
          source(), file, read.bytes(), read.sha256(), modified, Optional.empty(), expected);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public void requireUnchanged(Fetched fetched) {
    try {
      boolean same =
          Files.size(file) == fetched.bytes()
              && Files.getLastModifiedTime(file).toInstant().equals(fetched.modified());
      if (!same) {
        throw new DrillException(
            "Cannot drill " + file,
            "a file that stays as it is while it is read",
            "one that was written to meanwhile",
            "Let the backup end first, and run again.");
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private DrillException unreadable(IOException e) {
    return new DrillException(
        "Cannot read " + file,
        "a file that this user may read",
        String.valueOf(e),
        "Correct its name or its rights.",
        e);
  }
}
