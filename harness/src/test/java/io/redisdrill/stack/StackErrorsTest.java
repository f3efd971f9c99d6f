package io.redisdrill.stack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.redisdrill.UsageException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user reads who gives manifests that cannot be drilled: subject, expected, found, next. */
class StackErrorsTest {
  private static final String CONTAINER = "StatefulSet shop, spec.template.spec.containers";

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void namesThePlaceAndTheWayOut(String name, String yaml, List<String> parts) {
    assertThatThrownBy(() -> StackLoader.parse("shop.yaml", yaml))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("Cannot ")
        .hasMessageContaining("shop.yaml")
        .hasMessageContainingAll(parts.toArray(String[]::new));
  }

  static Stream<Arguments> cases() {
    return Stream.of(shapes(), pods(), confs()).flatMap(cases -> cases);
  }

  private static Stream<Arguments> shapes() {
    return Stream.of(
        error("no document", "# nothing\n", "Kubernetes manifests", "no objects", "Add the"),
        error("broken YAML", "kind: Pod\nspec: [\n", "line 3, column 1", "valid YAML", "helm"),
        error("key twice", "kind: A\nkind: B\n", "valid YAML", "duplicate key kind"),
        error("no mapping", "just text", "document 1", "kind and metadata", "found just text"),
        error("no kind", "values: 1", "document 1", "a map with [values]", "out of the directory"),
        error(
            "Kustomization",
            "kind: Kustomization\nresources: []",
            "applied as they are",
            "kubectl kustomize"),
        error(
            "no StatefulSet",
            Samples.CONFIG_MAP,
            "a StatefulSet or a Deployment",
            "found ConfigMap",
            "Add the manifest"),
        error(
            "wrong type",
            Samples.bent("replicas: 1", "replicas: one"),
            "StatefulSet shop, spec.replicas: expected a whole number, found one"),
        error(
            "wrong shape",
            Samples.bent("- {name: conf, mountPath: /etc/redis}", "- conf"),
            CONTAINER + "[0].volumeMounts[0]: expected a map of fields, found conf"));
  }

  private static Stream<Arguments> pods() {
    return Stream.of(
        error(
            "replicas",
            Samples.bent("replicas: 1", "replicas: 3"),
            "spec.replicas: expected 1",
            "single instance",
            "found 3",
            "not measured"),
        error(
            "no Redis",
            Samples.bent("team/redis:7.0@sha256:0123", "team/cache:1")
                .replace("[redis-server, /etc/redis/redis.conf]", "[run]"),
            "names redis or valkey",
            CONTAINER + "[0] (image registry.local:5000/team/cache:1)",
            "Set image"),
        error(
            "two Redis",
            Samples.bent("oliver006/redis_exporter:v1.74.0", "valkey/valkey:8")
                .replace("[redis-server, /etc/redis/redis.conf]", "[run]"),
            "one container that runs Redis",
            CONTAINER + "[0] (image",
            CONTAINER + "[1] (image valkey/valkey:8)",
            "one Redis only"),
        error(
            "volume missing",
            Samples.bent("volumeClaimTemplates:\n  - metadata: {name: data}", ""),
            CONTAINER + "[0].volumeMounts[1].name: expected the name of a volume",
            "found data",
            "Add the volume data"),
        error(
            "Secret without key",
            Samples.bent("{name: pw, key: word}", "{name: pw}"),
            CONTAINER + "[0].env[0].valueFrom.secretKeyRef.key: expected a value",
            "found nothing"));
  }

  private static Stream<Arguments> confs() {
    return Stream.of(
        error(
            "no ConfigMap",
            Samples.SERVICES + "---\n" + Samples.STATEFUL_SET,
            "spec.template.spec.volumes[0].configMap.name: expected the name of a ConfigMap",
            "found conf",
            "Add the manifest of the ConfigMap conf"),
        error(
            "no redis.conf",
            Samples.bent("redis.conf: |", "notes: |"),
            "spec.template.spec.volumes: expected a ConfigMap with a redis.conf",
            "mounted are notes",
            "with the key redis.conf"),
        error(
            "several confs",
            Samples.bent("  redis.conf: |", "  a.conf: ''\n  b.conf: |"),
            CONTAINER + "[0].command: expected the path of the redis.conf",
            "found a.conf, b.conf",
            "Name it"),
        error(
            "key missing",
            Samples.bent(
                "configMap: {name: conf}",
                "configMap: {name: conf, items: [{key: other, path: redis.conf}]}"),
            "ConfigMap conf, data: expected the key other, which shop.yaml, StatefulSet shop, ",
            "volumes[0].configMap.items[0].key names",
            "found redis.conf"),
        error(
            "unbalanced quotes",
            Samples.bent("save 900 1", "save \"900 1"),
            "ConfigMap conf, data[\"redis.conf\"], line 2: expected balanced quotes",
            "after 'save'"),
        error(
            "unknown marker",
            Samples.bent("appendonly no", "appendonly ${AOF}"),
            "ConfigMap conf, data[\"redis.conf\"]: expected markers that a variable",
            "found ${AOF} in line 3",
            "variable AOF to the pod"),
        error(
            "no port",
            Samples.bent("appendonly no", "port 0"),
            "ConfigMap conf, data[\"redis.conf\"]: expected a port from 1 to 65535",
            "found port 0"),
        error(
            "include of itself",
            Samples.bent("appendonly no", "include redis.conf"),
            "data[\"redis.conf\"]: expected includes nested at most 8 deep",
            "include of redis.conf out"));
  }

  @Test
  void refusesAliasBombs() {
    var wide = new StringBuilder("kind: Bomb\na0: &a0 [x, x]\n");
    for (int i = 1; i < 12; i++) {
      wide.append("a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
    }
    var deep = new StringBuilder("kind: Bomb\na0: &a0 [x, x]\n");
    for (int i = 1; i < 24; i++) {
      deep.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> StackLoader.parse("bomb.yaml", wide.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("bomb.yaml");
    assertThatThrownBy(() -> StackLoader.parse("bomb.yaml", deep.toString()))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("at most 100,000 values", "without aliases");
    assertThatThrownBy(() -> StackLoader.parse("bomb.yaml", "kind: Bomb\na: &a [*a]"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("nested at most 64 deep");
  }

  @Test
  void neverQuotesALineThatMayHoldAPassword() {
    assertThatThrownBy(() -> StackLoader.parse("s.yaml", "kind: Secret\nx: 'hidden\n  password"))
        .isInstanceOf(UsageException.class)
        .hasNoCause()
        .hasMessageNotContaining("hidden");
  }

  private static Arguments error(String name, String yaml, String... parts) {
    return arguments(name, yaml, List.of(parts));
  }
}
