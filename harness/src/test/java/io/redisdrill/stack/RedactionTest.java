package io.redisdrill.stack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "kind: Secret\nmetadata: {name: s, annotations: {last: hidden}}\ndata: {password: hidden}",
        "kind: Secret\nmetadata: {name: s}\nstringData: {password: hidden}",
        "kind: ConfigMap\nmetadata: {name: s}\ndata: {redis.conf: \"port 1\\nrequirepass hidden\"}",
        "kind: Pod\nspec: {containers: [{env: [{name: REDIS_PASSWORD, value: hidden}]}]}",
        "kind: Pod\nspec: {containers: [{args: [--requirepass, hidden, -, x]}]}",
        "kind: Pod\nspec: {containers: [{command: [redis-cli, -a, hidden, ping]}]}"
      })
  void leavesSecretsOut(String yaml) {
    Manifest manifest = YamlReader.read("x.yaml", yaml).get(0).manifest();

    assertThat(manifest.redacted()).contains("(redacted)").doesNotContain("hidden");
    assertThat(manifest.yaml()).contains("hidden");
    assertThat(manifest.toString()).doesNotContain("hidden");
  }

  @Test
  void keepsTheRest() {
    for (Manifest manifest : Samples.load().manifests()) {
      if (!manifest.kind().equals("ConfigMap")) {
        assertThat(manifest.redacted()).isEqualTo(manifest.yaml());
      }
    }
  }
}
