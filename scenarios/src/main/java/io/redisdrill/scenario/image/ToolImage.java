package io.redisdrill.scenario.image;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.run.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An image of the tool over one of Redis, in this machine's Docker engine: what is drilled in it is
 * the server of that very image. Nothing is pushed.
 *
 * @param base an image with a redis-server or valkey-server, and glibc
 * @param tag its name
 */
public record ToolImage(String base, String tag) {
  /** That of redis in the official images; the tool needs none in particular. */
  private static final String USER = "999:999";

  private static final String DOCKERFILE =
      """
      FROM %s
      COPY redis-drill %s
      WORKDIR /runs
      USER %s
      ENTRYPOINT ["%s/bin/drill"]
      CMD ["--help"]
      """;
  private static final Pattern ID = Pattern.compile("(sha256:)?[0-9a-f]{12,64}");
  private static final Pattern NAME =
      Pattern.compile("[a-z0-9][a-z0-9._/-]*(:\\d+/[a-z0-9._/-]+)?(:\\w[\\w.-]*)?");
  private static final int LAST_LINES = 5;

  public ToolImage {
    if (!NAME.matcher(tag).matches()) {
      throw new UsageException(
          "Cannot name the image '" + tag + "'",
          "a name as registry.example.com/redis-drill:0.1.0",
          "another one",
          "Correct --tag.");
    }
  }

  /**
   * Builds it, and lets it try itself, before it gets its name.
   *
   * @param main the class to start
   * @param progress takes what was done, in lines
   * @throws DrillException if there is no engine, no such base, or the tool does not run on it
   */
  public void build(String main, Consumer<String> progress) throws InterruptedException {
    try (Scratch scratch = Scratch.create("image")) {
      Docker docker = new Docker(scratch.path().resolve("said.txt"));
      requireBase(docker);
      Path context = Files.createDirectory(scratch.path().resolve("context"));
      write(context, main);
      String id = built(docker, context);
      boolean named = false;
      try {
        requireJava(docker, id);
        progress.accept(tried(docker, id));
        require(docker.run("tag", id, tag), "a name as redis-drill:0.1.0");
        named = true;
      } finally {
        if (!named) {
          removeUnnamed(docker, id);
        }
      }
      progress.accept(tag + "  " + size(docker));
    } catch (IOException e) {
      throw cannot("300 MB of space below -Djava.io.tmpdir", String.valueOf(e), "Free some.");
    }
  }

  /** The same image may have a name from an earlier build: that one stays. */
  private static void removeUnnamed(Docker docker, String id) throws InterruptedException {
    Docker.Said names = docker.run("image", "inspect", "--format", "{{len .RepoTags}}", id);
    if (names.text().equals("0")) {
      docker.run("rmi", id);
    }
  }

  private void requireBase(Docker docker) throws InterruptedException {
    if (docker.run("image", "inspect", base).code() == 0) {
      return;
    }
    Docker.Said pull = docker.run("pull", "-q", base);
    if (pull.code() != 0) {
      throw cannot(
          "a base that the Docker engine has or can pull",
          last(pull),
          "Name another with --base, or -Dredis-drill.image.redis=IMAGE.");
    }
  }

  private void write(Path context, String main) throws IOException {
    Path payload = context.resolve("redis-drill");
    Payload.ofThisJvm(main).write(payload);
    JavaRuntime.link(payload.resolve("java"));
    Payload.makeReadable(payload);
    Files.writeString(
        context.resolve("Dockerfile"),
        DOCKERFILE.formatted(base, Payload.PLACE, USER, Payload.PLACE));
  }

  private String built(Docker docker, Path context) throws InterruptedException {
    Docker.Said said = docker.run("build", "-q", context.toString());
    String id = said.lines().isEmpty() ? "" : said.lines().get(said.lines().size() - 1);
    if (said.code() != 0 || !ID.matcher(id).matches()) {
      throw cannot("a build of three steps", last(said), "Try another --base.");
    }
    return id;
  }

  private void requireJava(Docker docker, String id) throws InterruptedException {
    Docker.Said said =
        run(docker, id, "--entrypoint=" + Payload.PLACE + "/java/bin/java", "-version");
    if (said.code() != 0) {
      throw cannot(
          "a base with glibc, as new as this machine's",
          "a Java that does not start: " + last(said),
          "Choose such a base, as --base redis:7.0. The musl of Alpine will not do.");
    }
  }

  private String tried(Docker docker, String id) throws InterruptedException {
    Docker.Said said = run(docker, id, "--tmpfs=/tmp:exec", "doctor");
    return Stream.of(said)
        .filter(it -> it.code() == 0)
        .flatMap(it -> it.lines().stream())
        .filter(line -> line.startsWith("OK  embedded"))
        .findFirst()
        .orElseThrow(
            () ->
                cannot(
                    "a base with a shell, and a redis-server or valkey-server that drills",
                    "exit code %d: %s".formatted(said.code(), last(said)),
                    "Choose such a base, as --base redis:7.0."));
  }

  /** As a pod runs it: not as root, nothing to write to but /tmp, no network, no rights. */
  private static Docker.Said run(Docker docker, String id, String option, String word)
      throws InterruptedException {
    String name = "redis-drill-image-" + ProcessHandle.current().pid();
    try {
      return docker.run(
          "run",
          "--rm",
          "--name=" + name,
          "--network=none",
          "--read-only",
          "--cap-drop=ALL",
          "--security-opt=no-new-privileges",
          option,
          id,
          word);
    } finally {
      docker.run("rm", "-f", name);
    }
  }

  private String size(Docker docker) throws InterruptedException {
    Docker.Said bytes =
        require(docker.run("image", "inspect", "--format", "{{.Size}}", tag), "its size");
    return "%,d MiB on %s".formatted(Long.parseLong(bytes.text()) >> 20, base);
  }

  private Docker.Said require(Docker.Said said, String expected) {
    if (said.code() != 0) {
      throw cannot(expected, last(said), "Correct --tag.");
    }
    return said;
  }

  private static String last(Docker.Said said) {
    List<String> lines = said.lines().stream().filter(line -> !line.startsWith("OK ")).toList();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LAST_LINES))
        .collect(Collectors.joining(" | "))
        .replaceFirst("\\.$", "");
  }

  private DrillException cannot(String expected, String found, String next) {
    return new DrillException(
        "Cannot build the image %s on %s".formatted(tag, base), expected, found, next);
  }
}
