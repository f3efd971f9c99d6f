package io.redisdrill.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.UsageException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackTest {
  private final Stack stack = Samples.load();

  @Test
  void knowsThePodAndItsNames() {
    assertThat(stack.pod())
        .isEqualTo(
            new RedisPod(
                "StatefulSet",
                "shop",
                "db",
                "registry.local:5000/team/redis:7.0@sha256:0123",
                6379,
                "/data",
                Optional.of("data-shop-0"),
                Optional.of(new KeyRef("conf", "redis.conf")),
                Optional.of(new KeyRef("pw", "word")),
                Optional.of("clients"),
                Duration.ofSeconds(45)));
    assertThat(stack.name()).isEqualTo("shop");
    assertThat(stack.source()).isEqualTo("shop.yaml");
    assertThat(stack.warnings()).isEmpty();
    assertThat(stack.named("x").name()).isEqualTo("x");
  }

  @Test
  void keepsEveryManifest() {
    assertThat(stack.manifests())
        .extracting(Manifest::toString)
        .containsExactly(
            "ConfigMap conf (shop.yaml)",
            "Service governing (shop.yaml)",
            "Service other (shop.yaml)",
            "Service clients (shop.yaml)",
            "StatefulSet shop (shop.yaml)");
  }

  @Test
  void anOverrideIsInTheSettingsAndInTheManifest() {
    Stack changed = stack.with("save", "1 1").with("appendonly", "yes");

    assertThat(changed.conf().all("save")).containsExactly("1 1");
    assertThat(changed.manifest("ConfigMap", "conf").orElseThrow().yaml())
        .contains("    save 1 1\n    appendonly yes\n    requirepass ${REDIS_PASSWORD}\n")
        .doesNotContain("900");
    assertThat(stack.conf().all("save")).containsExactly("900 1");
    assertThat(changed.manifest("StatefulSet", "shop"))
        .isEqualTo(stack.manifest("StatefulSet", "shop"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\""})
  void anEmptySaveDisablesSaving(String value) {
    Stack changed = stack.with("save", value);

    assertThat(SavePoint.in(changed.conf())).isEmpty();
    assertThat(changed.manifest("ConfigMap", "conf").orElseThrow().yaml()).contains("save \"\"");
  }

  @Test
  void anOverrideWinsOverTheCommandLine() {
    Stack changed =
        StackLoader.parse(
                "shop.yaml",
                Samples.bent(
                    "/etc/redis/redis.conf]",
                    "/etc/redis/redis.conf, --appendonly, 'yes', --save, 60 1, --port, 6380]"))
            .with("appendonly", "no")
            .with("save", "5 1");

    Stack again = reload(changed);
    assertThat(again.conf().get("appendonly")).contains("no");
    assertThat(again.conf().all("save")).containsExactly("5 1");
    assertThat(again.pod().port()).isEqualTo(6380);
    assertThat(again.conf()).isEqualTo(changed.conf());
  }

  @Test
  void withoutAFileTheCommandLineCarriesTheOverride() {
    Stack changed = StackLoader.parse("shop.yaml", onlyArguments()).with("save", "");

    assertThat(changed.conf().get("appendonly")).contains("yes");
    assertThat(SavePoint.in(reload(changed).conf())).isEmpty();
    assertThat(changed.with("save", "7 2").conf().all("save")).containsExactly("7 2");
    assertThat(SavePoint.in(reload(changed.with("save", "7 2")).conf())).hasSize(1);
  }

  @Test
  void anOverrideWinsOverAnIncludedFile() {
    String text =
        Samples.bent("  redis.conf: |", "  more.conf: 'save 60 1'\n  redis.conf: |")
            .replace("appendonly no", "include /etc/redis/more.conf");
    Stack loaded = StackLoader.parse("shop.yaml", text);

    assertThat(loaded.conf().all("save")).containsExactly("900 1", "60 1");
    assertThat(loaded.conf().all("include")).isEmpty();
    assertThat(SavePoint.in(reload(loaded.with("save", "5 1")).conf()))
        .containsExactly(new SavePoint(Duration.ofSeconds(5), 1));
  }

  @Test
  void setsThePasswordForARedisWithoutKubernetes() {
    assertThat(stack.confWithPassword("a \"b\"").render())
        .contains("requirepass \"a \\\"b\\\"\"")
        .doesNotContain("${");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dir", "port", "include", "requirepass"})
  void refusesWhatTheManifestsRepeat(String setting) {
    assertThatThrownBy(() -> stack.with(setting, "x"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(
            "Cannot override '" + setting + "' of stack shop (shop.yaml)",
            "stands in redis.conf alone",
            "other fields of the manifests",
            "load those");
  }

  @Test
  void refusesWhatIsNoSetting() {
    assertThatThrownBy(() -> stack.with("save 1", "1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("'save 1'", "the name of a setting", "name=value");
    assertThatThrownBy(() -> stack.with("save", "\"1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("Cannot set save", "balanced quotes");
  }

  @Test
  void refusesAnOverrideOfWhatAScriptSets() {
    Stack scripted =
        StackLoader.parse(
            "shop.yaml",
            Samples.bent(
                "[redis-server, /etc/redis/redis.conf]",
                "[sh, -c, 'exec redis-server /etc/redis/redis.conf --appendfsync no']"));

    assertThat(scripted.warnings()).singleElement().asString().contains("[appendfsync]", "script");
    assertThat(scripted.with("save", "1 1").conf().all("save")).containsExactly("1 1");
    assertThatThrownBy(() -> scripted.with("appendfsync", "always"))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(
            "StatefulSet shop, spec.template.spec.containers[0].command",
            "leaves appendfsync to redis.conf",
            "--appendfsync in the script",
            "Move it into redis.conf");
  }

  private static String onlyArguments() {
    return Samples.STATEFUL_SET
        .replace("[redis-server, /etc/redis/redis.conf]", "[redis-server]")
        .replace(
            "env:", "args: [--appendonly, 'yes', --requirepass, $(REDIS_PASSWORD)]\n        env:")
        .replace("configMap: {name: conf}", "emptyDir: {}");
  }

  private static Stack reload(Stack stack) {
    String text = String.join("---\n", stack.manifests().stream().map(Manifest::yaml).toList());
    return StackLoader.parse("again.yaml", text);
  }
}
