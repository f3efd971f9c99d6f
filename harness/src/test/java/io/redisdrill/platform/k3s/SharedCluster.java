package io.redisdrill.platform.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.platform.kubernetes.DeploySettings;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One cluster for all tests of the module, started by the first one that needs it. */
final class SharedCluster implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);

  private record Held(K3sPlatform platform) implements AutoCloseable {
    @Override
    public void close() {
      platform.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Optional<String> whyNot = K3sPlatform.whyNot(K3sSettings.standard());
    if (whyNot.isEmpty()) {
      return;
    }
    boolean required = "required".equals(System.getProperty("redis-drill.containers"));
    assertThat(required)
        .as("container tests are required, but cannot run: %s", whyNot.get())
        .isFalse();
    System.out.printf(
        "SKIPPED container tests of %s: %s%n", context.getDisplayName(), whyNot.get());
    Assumptions.abort(whyNot.get());
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == K3sPlatform.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("cluster", key -> new Held(start()), Held.class)
        .platform();
  }

  private static K3sPlatform start() {
    long began = System.nanoTime();
    K3sPlatform platform = K3sPlatform.open(settings());
    System.out.printf("cluster up after %.1f s%n", (System.nanoTime() - began) / 1e9);
    return platform;
  }

  static K3sSettings settings() {
    return K3sSettings.standard().withDeploy(DeploySettings.asPublished());
  }

  static Stack stack(String name) {
    return StackLoader.load(
        Path.of("../scenarios/src/main/resources/io/redisdrill/scenario/stacks", name));
  }
}
