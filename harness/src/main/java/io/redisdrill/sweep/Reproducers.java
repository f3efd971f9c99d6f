package io.redisdrill.sweep;

import io.redisdrill.run.FileTrees;
import io.redisdrill.stack.RedisConf;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Keeps the first image of each outcome, which of truncations is the smallest. */
final class Reproducers {
  private static final String DIRECTORY = "reproducers";

  private final Path out;

  private Reproducers(Path out) {
    this.out = out;
  }

  static Reproducers in(Path out) {
    return new Reproducers(out.resolve(DIRECTORY));
  }

  /** Writes them anew. */
  void write(SweepResult result, ImageDirectory images, RedisConf settings) throws IOException {
    FileTrees.delete(out);
    for (Outcome outcome : Outcome.values()) {
      Optional<ImageResult> first = first(result, outcome);
      if (first.isPresent()) {
        Path place = Files.createDirectories(out.resolve(outcome.directory()));
        Image image = new Image(first.get().image(), first.get().position());
        images.fill(place.resolve("data"), image);
        Files.writeString(place.resolve("redis.conf"), settings.render());
        Files.writeString(
            place.resolve("README.md"),
            words(images.images().words(image.position()), result.sweep(), first.get()));
      }
    }
  }

  /** Copies that of an outcome out of the directory of another sweep, if it has one. */
  void take(Outcome outcome, Path sweep) throws IOException {
    Path from = sweep.resolve(DIRECTORY).resolve(outcome.directory());
    if (Files.isDirectory(from)) {
      copy(from, out.resolve(outcome.directory()));
    }
  }

  static Optional<ImageResult> first(SweepResult result, Outcome outcome) {
    return result.results().stream().filter(each -> each.outcome() == outcome).findFirst();
  }

  private static String words(String damage, SweepHeader sweep, ImageResult image) {
    return """
        # %s

        %s. On redis %s: %s%s.

        Boot it from this directory (on a copy: the server changes what it loads):
        `cp -r data again && cd again && redis-server ../redis.conf --port 6399`.
        `DEBUG DIGEST` is what was compared; then 10 times `SET`, `SHUTDOWN`, and the same again.
        """
        .formatted(
            image.outcome().directory().replace('-', ' '),
            damage,
            sweep.redis(),
            image.outcome().meaning(),
            image.reason().map(why -> " (" + why + ")").orElse(""));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(visited)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(file, to.resolve(from.relativize(file)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
