package io.redisdrill.scenario.cli;

import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import io.redisdrill.scenario.image.ToolImage;
import io.redisdrill.settings.Settings;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drill image}. */
@Command(
    name = "image",
    description = {
      "Build a container image that drills inside a cluster: an image of Redis, a",
      "runtime of this JDK, and the tool. The redis-server of that image is what runs",
      "there: choose the one that production runs. The image is tried before it gets",
      "its name, and is pushed nowhere."
    },
    sortOptions = false)
final class ImageCommand implements Callable<Integer> {
  /** What the stacks run is Alpine's, on which Java does not run. */
  private static final String BASE = "redis:7.0";

  private final Screen screen;

  @Option(
      names = "--base",
      paramLabel = "IMAGE",
      description = {
        "An image with a redis-server or valkey-server, and glibc (the setting",
        "redis-drill.image.redis, or else " + BASE + ")."
      })
  private Optional<String> base = Optional.empty();

  @Option(names = "--tag", paramLabel = "NAME", description = "Its name (redis-drill:VERSION).")
  private Optional<String> tag = Optional.empty();

  ImageCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() throws InterruptedException {
    ImageNames names = ImageNames.of(Settings.standard());
    String chosen = names.chosen().getOrDefault(Role.REDIS, BASE);
    String from = names.with(Role.REDIS, base.orElse(chosen)).of(Role.REDIS);
    String name = tag.orElseGet(() -> new Version().getVersion()[0].replace(' ', ':'));
    try (Interruption interruption = Interruption.ofThisThread()) {
      new ToolImage(from, name).build(DrillCommand.class.getName(), screen.out()::println);
    }
    return ExitCode.PASS;
  }
}
