package io.redisdrill.platform.k3s;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.PullImageResultCallback;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import io.redisdrill.DrillException;
import io.redisdrill.platform.kubernetes.ImageConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The images of the Docker engine. */
final class DockerImages {
  // A registry that cannot be reached is silent; one that can says something every second.
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(20);

  private static final String PATH = "PATH=";

  private final DockerClient docker;
  private final boolean pull;
  private final Duration pullLimit;

  DockerImages(DockerClient docker, boolean pull, Duration pullLimit) {
    this.docker = docker;
    this.pull = pull;
    this.pullLimit = pullLimit;
  }

  boolean has(String image) {
    try {
      docker.inspectImageCmd(image).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }

  /** Returns what an image that the engine has starts by itself. */
  ImageConfig configuration(String image) {
    ContainerConfig config = docker.inspectImageCmd(image).exec().getConfig();
    if (config == null) {
      return new ImageConfig(List.of(), List.of(), "", "");
    }
    return new ImageConfig(
        words(config.getEntrypoint()),
        words(config.getCmd()),
        config.getUser() == null ? "" : config.getUser(),
        words(config.getEnv()).stream()
            .filter(each -> each.startsWith(PATH))
            .map(each -> each.substring(PATH.length()))
            .findFirst()
            .orElse(""));
  }

  private static List<String> words(String @Nullable [] words) {
    return words == null ? List.of() : List.of(words);
  }

  /**
   * Sees to it that the engine has an image.
   *
   * @param choice how another one is chosen, for the message
   */
  void require(String image, String choice) {
    if (has(image)) {
      return;
    }
    if (!pull) {
      throw missing(image, choice, "no such image, and pulling is switched off", null);
    }
    AtomicLong heard = new AtomicLong(System.nanoTime());
    try (PullImageResultCallback callback = new Listening(heard)) {
      docker.pullImageCmd(image).exec(callback);
      long end = System.nanoTime() + pullLimit.toNanos();
      while (!callback.awaitCompletion(100, TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        if (now > end || now - heard.get() > SILENCE_LIMIT.toNanos()) {
          throw missing(image, choice, "no image, and a pull that does not come to its end", null);
        }
      }
    } catch (DockerException | IOException e) {
      throw missing(image, choice, "no image, and no pull: " + firstLine(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw missing(image, choice, "no image, and an interrupted pull", e);
    }
    if (!has(image)) {
      throw missing(image, choice, "no image, and a pull that brought none", null);
    }
  }

  private static final class Listening extends PullImageResultCallback {
    private final AtomicLong heard;

    Listening(AtomicLong heard) {
      this.heard = heard;
    }

    @Override
    public void onNext(PullResponseItem item) {
      heard.set(System.nanoTime());
      super.onNext(item);
    }
  }

  /** Writes an image to a file, as {@code docker save} does. */
  void save(String image, Path to) {
    try (InputStream in = docker.saveImageCmd(image).exec()) {
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | DockerException e) {
      throw new DrillException(
          "Cannot save the image " + image,
          "a temporary file with space for it",
          firstLine(e),
          "Free some space, or name another directory with -Djava.io.tmpdir=DIR.",
          e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("an error");
  }

  private static DrillException missing(
      String image, String choice, String found, @Nullable Throwable cause) {
    return new DrillException(
        "Cannot run the image " + image,
        "an image that the Docker engine has or can pull",
        found,
        "Pull or build it beforehand, or choose another one with %s.".formatted(choice),
        cause);
  }
}
