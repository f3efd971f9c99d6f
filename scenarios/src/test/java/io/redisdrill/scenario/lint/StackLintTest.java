package io.redisdrill.scenario.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.scenario.Catalogue;
import io.redisdrill.scenario.Stacks;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackLintTest {
  private static final String SOUND =
      """
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: conf}
      data:
        redis.conf: |
          appendonly yes
          appendfsync everysec
          save 900 1
          maxmemory 1gb
          maxmemory-policy noeviction
        backup.sh: |
          tar c dump.rdb appendonlydir
      ---
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: store}
      spec:
        serviceName: store
        template:
          spec:
            terminationGracePeriodSeconds: 120
            containers:
            - name: redis
              image: redis:7.0.15
              command: [redis-server, /conf/redis.conf]
              env:
              - {name: NOTHING_SECRET_HERE, value: "$(POD_NAME)"}
              livenessProbe:
                exec: {command: [sh, -c, "redis-cli ping | grep PONG"]}
                initialDelaySeconds: 60
              resources: {limits: {memory: 2Gi}}
              volumeMounts:
              - {name: data, mountPath: /data}
              - {name: conf, mountPath: /conf}
            volumes:
            - {name: conf, configMap: {name: conf}}
        volumeClaimTemplates:
        - metadata: {name: data}
          spec: {resources: {requests: {storage: 10Gi}}}
      """;

  @TempDir Path directory;

  private List<Advice> lint(String manifests) throws IOException {
    Stack stack = StackLoader.load(Files.writeString(directory.resolve("stack.yaml"), manifests));
    return StackLint.of(stack, StackLint.USUAL_SPEED).advice();
  }

  @Test
  void findsNothingInASoundStack() throws IOException {
    assertThat(lint(SOUND)).isEmpty();
  }

  /** One change each, and the one finding that it must bring. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "appendonly yes | appendonly no | snapshots-alone",
        "appendfsync everysec | appendfsync no | never-synced",
        "appendfsync everysec | no-appendfsync-on-rewrite yes | no-sync-on-rewrite",
        "tar c dump.rdb appendonlydir | cp dump.rdb /backup | dump-ignored",
        "policy noeviction | policy allkeys-lru | evicts",
        "Seconds: 120 | Seconds: 5 | grace-too-short",
        "storage: 10Gi | storage: 1Gi | volume-too-small",
        "memory: 2Gi | memory: 1Gi | memory-too-small",
        "maxmemory 1gb | maxmemory 0 | memory-too-small",
        "initialDelaySeconds: 60 | periodSeconds: 2 | probe-kills-loading",
        "redis:7.0.15 | redis:latest | floating-image",
        "redis:7.0.15 | host:5000/redis | floating-image",
        "'value: \"$(POD_NAME)\"' | value: hunter2 | plain-text-password",
        "save 900 1 | requirepass hunter2 | plain-text-password",
        "NOTHING_SECRET_HERE, value: \"$(POD_NAME)\" | REDISCLI_AUTH, value: hunter2 | plain-text-password",
        "redis-cli ping | redis-cli -a hunter2 ping | plain-text-password",
        "tar c dump.rdb | redis-cli -h store -a 'hunter2' save; tar c dump.rdb | plain-text-password"
      })
  void findsEachPlantedDefect(String sound, String defect, String rule) throws IOException {
    assertThat(SOUND).contains(sound);
    List<Advice> found = lint(SOUND.replace(sound, defect));
    assertThat(found).extracting(Advice::rule).containsExactly(rule);
    assertThat(found.toString()).doesNotContain("hunter2");
    assertThat(found.get(0).place()).isNotBlank();
  }

  @Test
  void takesNoVariableForAPasswordInThePlain() throws IOException {
    assertThat(lint(SOUND.replace("redis-cli ping", "redis-cli -a $REDIS_PASSWORD ping")))
        .isEmpty();
    assertThat(lint(SOUND.replace("redis-cli ping", "redis-cli -a '$(PASS)' ping"))).isEmpty();
  }

  /** Without maxmemory the container is the limit of what has to be saved, loaded and stored. */
  @Test
  void measuresByTheContainerWhereRedisHasNoLimit() throws IOException {
    String unlimited = SOUND.replace("maxmemory 1gb", "").replace("Seconds: 120", "Seconds: 5");
    assertThat(lint(unlimited))
        .extracting(Advice::rule)
        .containsExactlyInAnyOrder("memory-too-small", "grace-too-short");
  }

  @Test
  void findsThatNothingIsPersistedAndThatThereIsNoVolume() throws IOException {
    String none = SOUND.replace("appendonly yes", "").replace("save 900 1", "save \"\"");
    assertThat(lint(none)).extracting(Advice::rule).containsExactly("nothing-persisted");
    String lost = SOUND.replace("- {name: data, mountPath: /data}", "");
    assertThat(lint(lost)).extracting(Advice::rule).containsExactly("no-volume");
  }

  @Test
  void namesOnlyDrillsThatThereAre() throws IOException {
    String all =
        SOUND
            .replace("appendfsync everysec", "no-appendfsync-on-rewrite yes")
            .replace("tar c dump.rdb appendonlydir", "cp dump.rdb /backup")
            .replace("Seconds: 120", "Seconds: 5")
            .replace("save 900 1", "save 900 1\n    requirepass hunter2");
    Catalogue catalogue = Catalogue.builtIn();
    for (Advice advice : lint(all)) {
      String[] words = advice.shownBy().split(" ");
      if (words[1].equals("run") && !words[2].startsWith("--")) {
        assertThat(catalogue.drill(words[2]).name()).isEqualTo(words[2]);
      }
    }
  }

  @Test
  void readsTheBuiltInStacks() {
    assertThat(StackLint.of(Stacks.aof(), StackLint.USUAL_SPEED).advice())
        .extracting(Advice::rule)
        .doesNotContain("floating-image", "plain-text-password", "no-volume", "grace-too-short");
    assertThat(StackLint.of(Stacks.rdb(), StackLint.USUAL_SPEED).advice())
        .extracting(Advice::rule)
        .contains("snapshots-alone");
  }
}
