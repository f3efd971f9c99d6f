package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigPlatform;
import io.redisdrill.platform.kubeconfig.KubeconfigSettings;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drill clean}. */
@Command(
    name = "clean",
    description = "Remove the containers, networks and namespaces that a killed run left behind.")
final class CleanCommand implements Callable<Integer> {
  private final Screen screen;

  @Option(
      names = "--platform",
      paramLabel = "NAME",
      description = "Where to look: k3s, on this machine's Docker engine (default), or kubeconfig.")
  private String platform = K3sPlatform.NAME;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig to use, on kubeconfig: there is no default.")
  private Optional<String> context = Optional.empty();

  @Option(names = "--all", description = "Also those of runs that may still be going on.")
  private boolean all;

  CleanCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<String> removed =
        switch (platform) {
          case K3sPlatform.NAME -> containers();
          case KubeconfigPlatform.NAME -> namespaces();
          default ->
              throw new UsageException(
                  "Cannot clean up the platform '" + platform + "'",
                  K3sPlatform.NAME + " or " + KubeconfigPlatform.NAME,
                  "another name",
                  "The embedded platform leaves nothing: its processes end with their JVM.");
        };
    removed.forEach(screen.out()::println);
    screen.out().println(removed.isEmpty() ? "nothing to remove" : removed.size() + " removed");
    return ExitCode.PASS;
  }

  private List<String> containers() {
    if (context.isPresent()) {
      throw new UsageException(
          "Cannot use --context here",
          "it on the platform kubeconfig alone",
          "the platform " + platform,
          "Leave it out, or choose --platform kubeconfig.");
    }
    return K3sPlatform.clean(all);
  }

  private List<String> namespaces() {
    String named =
        context.orElseThrow(
            () ->
                new UsageException(
                    "Cannot clean up a cluster",
                    "the name of a context with --context",
                    "none",
                    "Name the one that you mean."));
    return KubeconfigPlatform.clean(named, KubeconfigSettings.standard(), all);
  }
}
