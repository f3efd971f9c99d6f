package io.redisdrill.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScratchTest {
  private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

  /** Another JVM that makes one and then waits to be killed. */
  static final class Owner {
    private Owner() {}

    public static void main(String[] args) throws IOException {
      System.out.println(Scratch.create("owned").path());
      System.in.read();
    }
  }

  private static Process owner() throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp",
            System.getProperty("java.class.path"),
            Owner.class.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void age(Path scratch) throws IOException {
    Instant old = Instant.now().minus(Duration.ofHours(1));
    Files.setLastModifiedTime(scratch.resolve(".lock"), FileTime.from(old));
  }

  @Test
  void goesWithItsOwner() throws Exception {
    Path path;
    try (Scratch scratch = Scratch.create("test")) {
      path = scratch.path();
      Files.writeString(Files.createDirectory(path.resolve("below")).resolve("file"), "x");
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void oneOfAKilledJvmGoesWithTheNextAndOneOfALivingJvmStays() throws Exception {
    Process owner = owner();
    try {
      Path theirs = Path.of(owner.inputReader().readLine());
      age(theirs);
      Scratch.create("test").close();
      assertThat(theirs).exists();
      owner.destroyForcibly().waitFor();
      Scratch.create("test").close();
      assertThat(theirs).doesNotExist();
    } finally {
      owner.destroyForcibly();
    }
  }

  @Test
  void ownOnesStayWhileOthersAreMade() throws Exception {
    try (Scratch mine = Scratch.create("test")) {
      age(mine.path());
      Scratch.create("test").close();
      assertThat(mine.path()).exists();
    }
  }

  @Test
  void directoriesOfOthersAreLeftAlone() throws Exception {
    Path other = Files.createTempDirectory(TEMPORARY, "redis-drill-scratch-0-without-lock-");
    try {
      Scratch.create("test").close();
      assertThat(other).exists();
    } finally {
      Files.delete(other);
    }
  }
}
