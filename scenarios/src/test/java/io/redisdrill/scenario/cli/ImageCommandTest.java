package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.run.Json;
import io.redisdrill.scenario.cli.BuiltImage.Ended;
import io.redisdrill.scenario.cli.BuiltImage.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tool in a container: any user, a read-only root, no network, no rights. */
@ExtendWith(BuiltImage.class)
@Timeout(180)
class ImageCommandTest {
  @Test
  void triesItselfBeforeItHasItsName(Image image) throws IOException {
    assertThat(image.built().code()).as(image.built().err()).isZero();
    assertThat(image.built().out())
        .containsPattern("redis-server [\\d.]+ starts; [\\d,]+ writes, 0 lost")
        .contains(image.tag() + "  ", " MiB on " + BuiltImage.BASE);
    assertThat(image.run("--version").out()).startsWith("redis-drill ");
    assertThat(builds()).isEmpty();
  }

  private static List<Path> builds() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(
              each ->
                  each.getFileName()
                      .toString()
                      .startsWith("redis-drill-scratch-" + pid() + "-image"))
          .toList();
    }
  }

  private static String pid() {
    return "" + ProcessHandle.current().pid();
  }

  @Test
  void sweepsTheServerOfTheImage(Image image) throws IOException {
    String version =
        BuiltImage.docker("run", "--rm", "--entrypoint=redis-server", image.tag(), "--version")
            .out();
    Ended sweep = image.run("sweep", "--known-answer", "--stride=20", "--json");

    assertThat(sweep.code()).isZero();
    JsonNode line = Json.MAPPER.readTree(sweep.out());
    assertThat(line.path("images").asInt()).isEqualTo(16);
    assertThat(line.at("/firstStarts/exactPrefix").asInt()).isEqualTo(16);
    assertThat(version).contains("v=" + line.at("/sweep/redis").asText() + " ");
  }

  @Test
  void hasNoOtherServerThanThat(Image image) {
    Ended jars =
        BuiltImage.docker("run", "--rm", "--entrypoint=ls", image.tag(), "/opt/redis-drill/lib");
    assertThat(jars.out()).contains("lettuce-core-").doesNotContain("embedded-redis");
    Ended doctor =
        BuiltImage.docker("run", "--rm", "--env=REDIS_DRILL_REDIS=/nowhere", image.tag(), "doctor");

    assertThat(doctor.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(doctor.out())
        .contains("no  embedded      Cannot use /nowhere as redis-server")
        .contains("redis-drill.redis = /nowhere (environment variable REDIS_DRILL_REDIS)");
  }

  @Test
  void aBaseOfMuslIsRefused() {
    String tag = "redis-drill:musl-" + pid();

    Cli cli = Cli.drill("image", "--base", BuiltImage.MUSL, "--tag", tag);

    assertThat(cli.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(cli.err())
        .contains("Cannot build the image " + tag, "expected a base with glibc")
        .contains("found a Java that does not start: ", "--base redis:7.0");
    assertThat(BuiltImage.has(tag)).isFalse();
  }
}
