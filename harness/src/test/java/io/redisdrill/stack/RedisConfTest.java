package io.redisdrill.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.redisdrill.UsageException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisConfTest {
  private static final String TEXT =
      """
      # a comment
      Save 900 1
      save 300 10

        appendonly yes\r
      client-output-buffer-limit normal 0 0 0
      appendonly no
      requirepass "a \\"b\\" \\x63\\n"
      masterauth 's3 cret'
      """;

  private final RedisConf conf = RedisConf.parse("redis.conf", TEXT);

  @Test
  void keepsEveryLineOfASettingAndTheLastWins() {
    assertThat(conf.all("SAVE")).containsExactly("900 1", "300 10");
    assertThat(conf.get("appendonly")).contains("no");
    assertThat(conf.get("appendfsync")).isEmpty();
  }

  @Test
  void readsQuotesAndEscapesAsRedisDoes() {
    assertThat(conf.get("requirepass")).contains("a \"b\" c\n");
    assertThat(conf.get("masterauth")).contains("s3 cret");
  }

  @Test
  void aLineOfItsOwnReplacesAllThereWere() {
    RedisConf changed = conf.with("save", "1 1");

    assertThat(changed.all("save")).containsExactly("1 1");
    assertThat(changed.directives().get(0).name()).isEqualTo("save");
    assertThat(conf.all("save")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"\"", " "})
  void anEmptyValueIsTheEmptyString(String value) {
    assertThat(conf.with("save", value).render()).contains("save \"\"\n").doesNotContain("900");
  }

  @Test
  void addsASettingThatWasNotThere() {
    assertThat(conf.with("appendfsync", "always").render()).endsWith("appendfsync always\n");
    assertThat(conf.without("appendonly").get("appendonly")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b&c", "it's \"so\"", "back\\slash", "", "tab\tnewline\n\u0001", "ä€"})
  void whatItRendersReadsTheSame(String password) {
    RedisConf changed = conf.withArguments("requirepass", List.of(password));

    assertThat(RedisConf.parse("again", changed.render())).isEqualTo(changed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"requirepass \"open", "requirepass 'open", "requirepass \"a\"b", "requirepass 'a'b"})
  void saysWhichLineHasUnbalancedQuotesButNotWhatItHides(String line) {
    assertThatThrownBy(() -> RedisConf.parse("x.yaml, ConfigMap c", "port 1\n" + line))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(
            "x.yaml, ConfigMap c, line 2", "balanced quotes", "after 'requirepass'", "Close")
        .hasMessageNotContaining("open");
  }

  @Test
  void replacesMarkersThatItKnows() {
    RedisConf marked = RedisConf.parse("x", "requirepass ${REDIS_PASSWORD}\nmaxmemory ${MEM}mb");

    assertThat(marked.markers()).containsExactly("MEM", "REDIS_PASSWORD");
    RedisConf replaced = marked.substitute(Map.of("REDIS_PASSWORD", "a $1\\ b"));
    assertThat(replaced.get("requirepass")).contains("a $1\\ b");
    assertThat(replaced.get("maxmemory")).contains("${MEM}mb");
  }

  @Test
  void leavesSecretsOutOfReportsAndOfItsOwnText() {
    RedisConf secret =
        RedisConf.parse(
            "x",
            """
            requirepass hidden
            masterauth hidden
            masteruser hidden
            user alice on >hidden ~* +@all
            tls-key-file-pass hidden
            rename-command CONFIG hidden
            tls-auth-clients no
            """);

    assertThat(secret.redacted().render()).doesNotContain("hidden").contains("tls-auth-clients no");
    assertThat(secret.toString()).doesNotContain("hidden");
    assertThat(secret.directives().toString()).doesNotContain("hidden");
    assertThat(secret.get("requirepass")).contains("hidden");
  }
}
