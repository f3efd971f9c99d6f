package io.redisdrill.platform.k3s;

import io.redisdrill.DrillException;
import io.redisdrill.platform.kubernetes.ImageConfig;
import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.platform.kubernetes.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings images of the Docker engine into the cluster, each once. Thread-safe. */
final class SideLoader implements Images {
  private final DockerImages local;
  private final NodeContainer node;
  private final ImageNames names;
  private final Set<String> loaded = new HashSet<>();

  SideLoader(DockerImages local, NodeContainer node, ImageNames names) {
    this.local = local;
    this.node = node;
    this.names = names;
  }

  @Override
  public String replacementOf(String image) {
    return names.replacementOf(image);
  }

  @Override
  public String helper() {
    return names.of(ImageNames.Role.REDIS);
  }

  @Override
  public String s3Client() {
    return names.of(ImageNames.Role.AWS_CLI);
  }

  @Override
  public synchronized boolean provide(Set<String> images) {
    for (String image : images) {
      local.require(image, "the manifests or -Dredis-drill.image.<role>=IMAGE");
    }
    for (String image : images) {
      if (!loaded.contains(image)) {
        load(image);
        loaded.add(image);
      }
    }
    return true;
  }

  @Override
  public Optional<ImageConfig> configuration(String image) {
    return Optional.of(local.configuration(image));
  }

  private void load(String image) {
    String inside = "/redis-drill-image-%d.tar".formatted(loaded.size());
    try {
      Path saved = Files.createTempFile("redis-drill-image-", ".tar");
      try {
        local.save(image, saved);
        node.copyIn(saved, inside.substring(1));
      } finally {
        Files.delete(saved);
      }
      var result =
          node.exec(
              "sh",
              "-c",
              "ctr -n k8s.io images import " + inside + "; c=$?; rm " + inside + "; exit $c");
      if (result.getExitCode() != 0) {
        throw cannot(image, result.getStderr(), null);
      }
    } catch (IOException e) {
      throw cannot(image, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw cannot(image, "an interruption", e);
    }
  }

  private static DrillException cannot(String image, String found, @Nullable Throwable cause) {
    return new DrillException(
        "Cannot bring the image %s into the cluster".formatted(image),
        "an import by containerd",
        found.strip(),
        "Try it by hand: docker save IMAGE | docker exec -i NODE ctr -n k8s.io images import -",
        cause);
  }
}
