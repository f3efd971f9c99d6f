package io.redisdrill.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.stack.Directive;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each setting of each built-in stack: a change to one of them changes what a drill measures. */
class StackSettingsTest {
  private static final String COMMON =
      """
      bind 0.0.0.0
      protected-mode yes
      port 6379
      tcp-backlog 511
      tcp-keepalive 300
      daemonize no
      supervised no
      loglevel notice
      databases 16
      stop-writes-on-bgsave-error yes
      rdbcompression yes
      rdbchecksum yes
      dbfilename dump.rdb
      dir /data
      maxmemory-policy allkeys-lru
      maxmemory-samples 5
      lazyfree-lazy-eviction yes
      lazyfree-lazy-expire yes
      lazyfree-lazy-server-del yes
      replica-lazy-flush yes
      activerehashing yes
      client-output-buffer-limit normal 0 0 0
      client-output-buffer-limit replica 256mb 64mb 60
      client-output-buffer-limit pubsub 32mb 8mb 60
      slowlog-log-slower-than 10000
      slowlog-max-len 128
      """;

  private static final String SNAPSHOTS =
      """
      save 900 1
      save 300 10
      save 60 10000
      """;

  private static final String AOF =
      """
      appendonly yes
      appenddirname appendonlydir
      appendfilename appendonly.aof
      appendfsync everysec
      no-appendfsync-on-rewrite no
      auto-aof-rewrite-percentage 100
      auto-aof-rewrite-min-size 64mb
      aof-load-truncated yes
      aof-use-rdb-preamble yes
      """;

  @Test
  void rdb() {
    assertSettings("rdb", COMMON, SNAPSHOTS, "appendonly no\nmaxmemory 2gb\ntimeout 0\n");
  }

  @Test
  void aof() {
    assertSettings("aof", COMMON, AOF, "save \"\"\nmaxmemory 2gb\ntimeout 0\n");
  }

  @Test
  void hybrid() {
    assertSettings("hybrid", COMMON, SNAPSHOTS, AOF, "maxmemory 4gb\ntimeout 300\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdb", "aof", "hybrid"})
  void theSettingsHoldNoPasswordAndNoMarkerForOne(String name) {
    Stack stack = BuiltIn.load(name);

    assertThat(stack.conf().markers()).isEmpty();
    assertThat(stack.conf().get("requirepass")).isEmpty();
    assertThat(stack.confWithPassword("a b").get("requirepass")).contains("a b");
    assertThat(stack.warnings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rdb", "aof", "hybrid"})
  void anOverrideReachesTheConfigMap(String name) {
    Stack changed = BuiltIn.load(name).with("appendfsync", "always").with("save", "1 1");
    String text = String.join("---\n", changed.manifests().stream().map(m -> m.yaml()).toList());

    Stack again = StackLoader.parse("again.yaml", text);
    assertThat(again.conf()).isEqualTo(changed.conf());
    assertThat(again.conf().all("save")).containsExactly("1 1");
    assertThat(again.pod()).isEqualTo(changed.pod());
  }

  private static void assertSettings(String name, String... expected) {
    List<String> lines = Arrays.stream(expected).flatMap(String::lines).toList();

    assertThat(BuiltIn.load(name).conf().directives())
        .extracting(Directive::toString)
        .containsExactlyInAnyOrderElementsOf(lines);
  }
}
