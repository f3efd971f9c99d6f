package io.redisdrill.platform.k3s;

import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import io.redisdrill.settings.Settings;
import java.util.concurrent.CountDownLatch;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** A program that starts a container, says so, and waits to be killed. */
final class Orphan {
  static final String STARTED = "started ";

  private Orphan() {}

  public static void main(String[] arguments) throws InterruptedException {
    String image = ImageNames.of(Settings.standard()).of(Role.REDIS);
    try (GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image))) {
      container.withLabels(OwnContainers.label()).withCommand("sleep", "600").start();
      System.out.println(STARTED + container.getContainerId());
      new CountDownLatch(1).await(); // to be killed
    }
  }
}
