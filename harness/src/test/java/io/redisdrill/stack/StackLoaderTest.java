package io.redisdrill.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackLoaderTest {
  private final Path directory;

  StackLoaderTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void readsADirectoryWithoutThoseBelowIt() throws IOException {
    Path stack = Files.createDirectories(directory.resolve("shop"));
    Files.writeString(stack.resolve("b.yml"), Samples.STATEFUL_SET);
    Files.writeString(stack.resolve("a.yaml"), Samples.CONFIG_MAP);
    Files.writeString(stack.resolve("README.md"), "not: [yaml");
    Files.writeString(Files.createDirectories(stack.resolve("c.yaml")).resolve("d.yaml"), "x: [");

    Stack loaded = StackLoader.load(stack);

    assertThat(loaded.name()).isEqualTo("shop");
    assertThat(loaded.source()).isEqualTo(stack.toString());
    assertThat(loaded.manifests())
        .extracting(Manifest::kind)
        .containsExactly("ConfigMap", "StatefulSet");
    assertThat(loaded.manifests().get(0).file()).isEqualTo(stack.resolve("a.yaml").toString());
  }

  @Test
  void readsOneFile() throws IOException {
    Path file = Files.writeString(directory.resolve("my-redis.yaml"), Samples.ALL);

    assertThat(StackLoader.load(file).name()).isEqualTo("my-redis");
  }

  @Test
  void readsTheClassPathInAJarOrNot() throws IOException {
    Path jar = directory.resolve("stacks.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String folder : new String[] {"com/", "com/shop/", "com/shop/below/"}) {
        out.putNextEntry(new JarEntry(folder));
      }
      write(out, "com/shop/all.yaml", Samples.ALL);
      write(out, "com/shop/below/x.yaml", "x: [");
    }
    Path folder = Files.createDirectories(directory.resolve("classes/com/other"));
    Files.writeString(folder.resolve("all.yaml"), Samples.ALL);
    URL[] urls = {jar.toUri().toURL(), directory.resolve("classes").toUri().toURL()};

    try (var loader = new URLClassLoader(urls, null)) {
      assertThat(StackLoader.loadResource(loader, "com/shop").name()).isEqualTo("shop");
      assertThat(StackLoader.loadResource(loader, "com/shop/all.yaml").name()).isEqualTo("all");
      assertThat(StackLoader.loadResource(loader, "/com/other/").name()).isEqualTo("other");
      assertThat(StackLoader.loadResource(loader, "com/shop").source())
          .isEqualTo("classpath:com/shop");
    }
  }

  @Test
  void takesTheItemsOfAListAndKeepsUnknownKinds() {
    String list =
        """
        kind: List
        apiVersion: v1
        items:
        - kind: Rocket
          metadata: {name: r}
          spec: {y: 'y', at: 2026-01-01, mode: 0755}
        """;

    Stack stack = StackLoader.parse("x.yaml", Samples.ALL + "---\n---\n" + list);

    Manifest rocket = stack.manifest("Rocket", "r").orElseThrow();
    assertThat(rocket.yaml())
        .contains("\"y\": \"y\"", "at: \"2026-01-01\"", "mode: 493")
        .doesNotContain("List");
  }

  @Test
  void resolvesAliasesAndMergeKeys() {
    String text =
        Samples.bent("labels: {app: shop, tier: cache}", "labels: &labels {app: shop}")
            .replace(
                "volumeClaimTemplates:\n  - metadata: {name: data}",
                "volumeClaimTemplates:\n  - metadata: {name: data, labels: {<<: *labels, a: b}}");

    Stack stack = StackLoader.parse("x.yaml", text);

    assertThat(stack.manifest("StatefulSet", "shop").orElseThrow().yaml())
        .doesNotContain("&", "*", "<<")
        .contains("      labels:\n        app: shop\n        a: b");
  }

  @Test
  void findsAConfUnderTheNameThatTheVolumeGivesIt() {
    String text =
        Samples.bent("redis.conf: |", "redis-config: |")
            .replace(
                "configMap: {name: conf}",
                "configMap: {name: conf, items: [{key: redis-config, path: redis.conf}]}");

    assertThat(StackLoader.parse("x.yaml", text).pod().conf())
        .contains(new KeyRef("conf", "redis-config"));
  }

  @Test
  void prefersTheConfThatTheCommandNames() {
    String text =
        Samples.bent("  redis.conf: |", "  redis.conf: 'port 1'\n  primary.conf: |")
            .replace("/etc/redis/redis.conf", "/etc/redis/primary.conf");

    assertThat(StackLoader.parse("x.yaml", text).pod().conf())
        .contains(new KeyRef("conf", "primary.conf"));
  }

  @Test
  void readsADeploymentWithAClaim() {
    String text =
        Samples.bent("kind: StatefulSet", "kind: Deployment")
            .replace("volumeClaimTemplates:\n  - metadata: {name: data}", "")
            .replace(
                "      volumes:",
                "      volumes:\n      - {name: data, persistentVolumeClaim: {claimName: mine}}");

    RedisPod pod = StackLoader.parse("x.yaml", text).pod();

    assertThat(pod.kind()).isEqualTo("Deployment");
    assertThat(pod.dataClaim()).contains("mine");
  }

  @Test
  void takesTheValueOfAVariableForItsMarker() {
    String text =
        Samples.bent("appendonly no", "appendonly ${AOF}")
            .replace("env:", "env:\n        - {name: AOF, value: 'yes'}");

    assertThat(StackLoader.parse("x.yaml", text).conf().get("appendonly")).contains("yes");
  }

  @Test
  void warnsOfDataThatIsLostWithThePod() {
    String none = Samples.bent("- {name: data, mountPath: /data}", "");
    String empty =
        Samples.bent("volumeClaimTemplates:\n  - metadata: {name: data}", "")
            .replace("      volumes:", "      volumes:\n      - {name: data, emptyDir: {}}");

    assertThat(StackLoader.parse("x.yaml", none).warnings())
        .singleElement()
        .asString()
        .contains("containers[0]: no volume is mounted at /data", "lost with the container");
    assertThat(StackLoader.parse("x.yaml", empty).warnings())
        .singleElement()
        .asString()
        .contains("volumes[0]: /data lies on an emptyDir", "lost with the pod");
    assertThat(StackLoader.parse("x.yaml", empty).pod().dataClaim()).isEmpty();
  }

  @Test
  void warnsOfAnIncludeThatIsInNoConfigMap() {
    Stack stack =
        StackLoader.parse("x.yaml", Samples.bent("appendonly no", "include /opt/more.conf"));

    assertThat(stack.warnings()).singleElement().asString().contains("/opt/more.conf", "not known");
    assertThat(stack.conf().all("include")).isEmpty();
  }

  private static void write(JarOutputStream out, String name, String text) throws IOException {
    out.putNextEntry(new JarEntry(name));
    out.write(text.getBytes(UTF_8));
  }
}
