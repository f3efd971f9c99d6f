package io.redisdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.redisdrill.stack.KeyRef;
import io.redisdrill.stack.Manifest;
import io.redisdrill.stack.RedisConf;
import io.redisdrill.stack.RedisPod;
import io.redisdrill.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the manifests around the settings promise: each of these was broken once, or is measured.
 */
class StackManifestsTest {
  private static final String POD = "/spec/template/spec";
  private static final String REDIS = POD + "/containers/0";

  @ParameterizedTest
  @CsvSource({
    "rdb, 120, 2Gi, 4Gi, 50Gi",
    "aof, 30, 2Gi, 4Gi, 50Gi",
    "hybrid, 240, 4Gi, 8Gi, 100Gi"
  })
  void namesAndSizes(String name, int grace, String memory, String limit, String storage)
      throws IOException {
    Stack stack = BuiltIn.load(name);
    String full = "redis-" + name;

    assertThat(stack.name()).isEqualTo(name);
    assertThat(stack.pod())
        .isEqualTo(
            new RedisPod(
                "StatefulSet",
                full,
                "redis",
                "redis:7.0-alpine",
                6379,
                "/data",
                Optional.of("data-" + full + "-0"),
                Optional.of(new KeyRef(full + "-config", "redis.conf")),
                Optional.of(new KeyRef("redis-password", "password")),
                Optional.of(full),
                Duration.ofSeconds(grace)));
    assertThat(stack.conf().get("maxmemory"))
        .contains(memory.toLowerCase(Locale.ROOT).replace("i", "b"));
    JsonNode set = statefulSet(name);
    assertThat(set.at(REDIS + "/resources/limits/memory").asText()).isEqualTo(limit);
    assertThat(set.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage").asText())
        .isEqualTo(storage);
    assertThat(set.at("/spec/volumeClaimTemplates/0/spec/storageClassName").isMissingNode())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdb", "aof", "hybrid"})
  void applyTogether(String name) throws IOException {
    Stack stack = BuiltIn.load(name);
    JsonNode set = statefulSet(name);
    Manifest governing =
        stack.manifest("Service", set.at("/spec/serviceName").asText()).orElseThrow();

    assertThat(stack.manifests())
        .extracting(Manifest::kind)
        .containsExactly("ConfigMap", "Service", "Service", "StatefulSet");
    assertThat(tree(governing).at("/spec/clusterIP").asText()).isEqualTo("None");
    assertThat(stack.manifests()).allMatch(m -> !m.yaml().contains("namespace:"));
    assertThat(set.at("/spec/selector/matchLabels"))
        .isEqualTo(set.at("/spec/template/metadata/labels"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdb", "aof", "hybrid"})
  void runWithoutPrivileges(String name) throws IOException {
    JsonNode set = statefulSet(name);

    assertThat(set.at(POD + "/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(set.at(POD + "/securityContext/runAsUser").asInt()).isEqualTo(999);
    assertThat(set.at(POD + "/securityContext/fsGroup").asInt()).isEqualTo(999);
    for (JsonNode container : containers(set)) {
      assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
      assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
      assertThat(container.at("/imagePullPolicy").asText()).isEqualTo("IfNotPresent");
      assertThat(container.at("/image").asText()).doesNotEndWith(":latest");
      assertThat(container.at("/resources/requests/memory").asText()).endsWith("Mi");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdb", "aof", "hybrid"})
  void probesReadTheAnswerAndCarryNoPassword(String name) throws IOException {
    JsonNode redis = statefulSet(name).at(REDIS);

    for (String probe : List.of("startupProbe", "readinessProbe")) {
      assertThat(redis.get(probe).at("/exec/command/2").asText())
          .isEqualTo("redis-cli ping | grep -qx PONG");
    }
    for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
      assertThat(redis.get(probe).has("env")).isFalse();
      assertThat(redis.get(probe).toString()).doesNotContain("-a", "PASSWORD");
    }
    assertThat(redis.at("/startupProbe/failureThreshold").asInt()).isEqualTo(3600);
    assertThat(redis.at("/env/0/name").asText()).isEqualTo("REDISCLI_AUTH");
    assertThat(redis.at("/command").toString()).doesNotContain("PASSWORD");
  }

  @Test
  void hybridExportsItsMetrics() throws IOException {
    JsonNode set = statefulSet("hybrid");

    assertThat(set.at(POD + "/containers/1/image").asText())
        .isEqualTo("oliver006/redis_exporter:v1.74.0");
    assertThat(set.at(POD + "/containers/1/ports/0/containerPort").asInt()).isEqualTo(9121);
    assertThat(set.at("/spec/template/metadata/annotations/prometheus.io~1port").asText())
        .isEqualTo("9121");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "a/b&c", "it's \"so\"", "back\\slash $HOME `id`", "%s\nä*"})
  void anyPasswordReachesRedisAsItIs(String password, @TempDir Path run) throws Exception {
    for (String name : List.of("rdb", "aof", "hybrid")) {
      assertThat(runInit(name, password, run)).isZero();

      Path file = run.resolve("auth.conf");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(RedisConf.parse("auth.conf", Files.readString(file)).get("requirepass"))
          .contains(password);
      Files.delete(file);
    }
  }

  @Test
  void anEmptyPasswordDoesNotOpenRedis(@TempDir Path run) throws Exception {
    assertThat(runInit("aof", "", run)).isEqualTo(1);
    assertThat(run.resolve("auth.conf")).doesNotExist();
  }

  private static int runInit(String name, String password, Path run) throws Exception {
    List<String> command = new ArrayList<>();
    for (JsonNode word : statefulSet(name).at(POD + "/initContainers/0/command")) {
      command.add(word.asText().replace("/run/redis", run.toString()));
    }
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("REDIS_PASSWORD", password);
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static List<JsonNode> containers(JsonNode set) {
    List<JsonNode> containers = new ArrayList<>();
    set.at(POD + "/initContainers").forEach(containers::add);
    set.at(POD + "/containers").forEach(containers::add);
    return containers;
  }

  private static JsonNode statefulSet(String name) throws JsonProcessingException {
    return tree(BuiltIn.load(name).manifest("StatefulSet", "redis-" + name).orElseThrow());
  }

  private static JsonNode tree(Manifest manifest) throws JsonProcessingException {
    return new YAMLMapper().readTree(manifest.yaml());
  }
}
