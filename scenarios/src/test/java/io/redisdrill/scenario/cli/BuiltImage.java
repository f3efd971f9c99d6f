package io.redisdrill.scenario.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.scenario.Containers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** An image of the tool for all tests of the module, built by the first one that needs it. */
final class BuiltImage implements BeforeAllCallback, ParameterResolver {
  static final String BASE = "redis:7.0";
  static final String MUSL = "alpine:3.17";

  private static final Namespace NAMESPACE = Namespace.create(BuiltImage.class);
  private static final long LIMIT_SECONDS = 120;

  /**
   * The image.
   *
   * @param tag its name
   * @param built what the command said
   */
  record Image(String tag, Cli built) implements AutoCloseable {
    static Image build() {
      String tag = "redis-drill:test-" + ProcessHandle.current().pid();
      long began = System.nanoTime();
      Cli built = Cli.drill("image", "--base", BASE, "--tag", tag);
      System.out.printf(
          "image after %.1f s: %s%s%n",
          (System.nanoTime() - began) / 1e9, built.out(), built.err());
      return new Image(tag, built);
    }

    /** Runs a command in it, with as few rights as a pod gives it. */
    Ended run(String... words) {
      List<String> all = new ArrayList<>(List.of("run", "--rm", "--network=none", "--read-only"));
      all.addAll(List.of("--tmpfs=/tmp:exec", "--cap-drop=ALL", "--user=4711:4711"));
      all.addAll(List.of("--security-opt=no-new-privileges", tag));
      all.addAll(List.of(words));
      return docker(all.toArray(String[]::new));
    }

    @Override
    public void close() {
      docker("rmi", "-f", tag);
    }
  }

  /**
   * What a command came to.
   *
   * @param code it ended with
   * @param out what it said on its standard output
   */
  record Ended(int code, String out) {}

  static Ended docker(String... words) {
    Path out = null;
    try {
      out = Files.createTempFile("docker-", ".txt");
      Process process =
          new ProcessBuilder(Stream.concat(Stream.of("docker"), Stream.of(words)).toList())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("docker " + words[0] + " did not end");
      }
      return new Ended(process.exitValue(), Files.readString(out, UTF_8));
    } catch (IOException e) {
      return new Ended(-1, String.valueOf(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      if (out != null) {
        out.toFile().delete();
      }
    }
  }

  static boolean has(String image) {
    return !docker("images", "-q", image).out().isBlank();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Optional<String> missing = Stream.of(BASE, MUSL).filter(image -> !has(image)).findFirst();
    Containers.require(
        context.getDisplayName(), missing.map(image -> "docker has no image " + image));
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Image.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("image", key -> Image.build(), Image.class);
  }
}
