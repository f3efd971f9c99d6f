package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.redisdrill.run.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words that make no sense end the command before anything runs, and say what would. */
class UsageTest {
  private static final String NO_CONF =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: plain}
      spec:
        template:
          spec:
            containers:
              - {name: web, image: "nginx:1.27"}
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frobnicate | frobnicate",
        "run | neither. See ./drill list",
        "run rdb-restrt | rdb-restart",
        "run rdb-restart --rpo soon | such as 500ms, 3s, 2m or PT1.5S, found 'soon'",
        "run rdb-restart --rpo -PT1S | at least 0",
        "run rdb-restart --load 3 | '3'",
        "run rdb-restart --writers 0 | expected 1 to 65536, found 0",
        "run rdb-restart --writers many | many",
        "run rdb-restart --mix set=0 | weights above 0",
        "run rdb-restart --mix put=1 | found 'put=1'",
        "run rdb-restart --repeat 0 | found 0",
        "run rdb-restart --platform moon | embedded",
        "run rdb-restart --set foo | KEY=VALUE",
        "run rdb-restart --set port=1 | Change it in the manifests",
        "run rdb-restart --stack nowhere | nowhere",
        "run rdb-restart --fault restart | both",
        "run --fault restart | --fault alone",
        "run rdb-restart --redis /nowhere/redis-server | no file",
        "forecast | --at",
        "forecast --at 1GB | such as 512KiB, 64MiB or 1.5GiB, found '1GB'",
        "forecast --at 1GiB --sizes 1MiB,2MiB | at least 3: through two there always is a line",
        "forecast --at 1GiB --repeat 0 | found 0",
        "forecast --at 1GiB --confidence 100 | found 100",
        "forecast --at 1GiB --value-size 1 | found 1",
        "forecast hybrid-container-kil --at 1GiB | hybrid-container-kill",
        "nightly nowhere.yaml | nowhere.yaml",
        "nightly --redis a --image b | both",
        "nightly --shard 4/3 | found 4/3",
        "nightly --shard 11/11 | 10 cells",
        "nightly --at-once 0 | 1 to 64, found 0",
        "nightly --nights 0 | found 0",
        "nightly --history s3:// | s3://my-backups",
        "nightly --merge nowhere | no --out",
        "nightly --out there --merge nowhere | nowhere/nightly.json",
        "clean --platform moon | k3s or kubeconfig",
        "clean --context dev | Leave it out, or choose --platform kubeconfig",
        "clean --platform kubeconfig | --context, found none",
        "recheck | DIR",
        "recheck nowhere | no run.json",
        "report nowhere | no run.json",
        "restore-drill | ARCHIVE",
        "restore-drill nowhere.tar.gz | no such file",
        "restore-drill nowhere --latest | s3://BUCKET/PREFIX with --latest",
        "restore-drill s3://my-backups | Add --latest",
        "restore-drill s3://my-backups/x/ | Add --latest",
        "restore-drill s3://my-backups/x --expect many | min-keys=N",
        "restore-drill s3://my-backups/x --expect max-age=soon | found 'soon'",
        "restore-drill s3://my-backups/x --sha256 12 | 64 hexadecimal digits",
        "restore-drill s3://my-backups/x --sign nowhere.pem | nowhere.pem",
        "restore-drill s3://my-backups/x --redis a --image b | both",
        "verify-report nowhere | nowhere",
        "image --base a;b | other characters",
        "image --tag Redis-Drill | Correct --tag",
        "completion fish | fish"
      })
  void endsWith64(String words, String message) {
    Cli cli = Cli.drill((Object[]) words.split(" "));

    assertThat(cli.code()).as(cli.err()).isEqualTo(64);
    assertThat(cli.err()).contains(message);
    assertThat(cli.out()).isEmpty();
    assertThat(Path.of("drill-runs")).doesNotExist();
    assertThat(Path.of("restore-drills")).doesNotExist();
  }

  @Test
  void aStackWithoutARedisIsNamedWithFileAndWhatWasExpected() throws Exception {
    Path file = Files.writeString(directory.resolve("web.yaml"), NO_CONF);

    Cli cli = Cli.drill("run", "--stack", file, "--fault", "container-kill");

    assertThat(cli.code()).isEqualTo(64);
    assertThat(cli.err()).contains("web.yaml").contains("expected").contains("found");
  }

  @Test
  void aRunOfANewerReleaseIsRefused() throws Exception {
    Files.writeString(directory.resolve("run.json"), "{\"schema\": \"redis-drill/run/2\"}");

    Cli cli = Cli.drill("recheck", directory);

    assertThat(cli.code()).isEqualTo(64);
    assertThat(cli.err()).contains("redis-drill/run/2").contains("redis-drill/run/1");
  }

  @Test
  void listsEachDrillWithWhatItShows() {
    Cli cli = Cli.drill("list");

    assertThat(cli.code()).isZero();
    assertThat(cli.out().lines())
        .hasSizeGreaterThan(20)
        .allMatch(line -> line.matches("[a-z-]+ +[A-Z].*\\."));
  }

  @Test
  void listsAsJsonLines() throws Exception {
    for (String line : Cli.drill("list", "--json").out().lines().toList()) {
      assertThat(Json.MAPPER.readTree(line).fieldNames())
          .toIterable()
          .contains("name", "what", "shows", "fault", "control");
    }
  }

  @ParameterizedTest
  @CsvSource({"--help", "run --help", "--version", "list --help"})
  void helps(String words) {
    Cli cli = Cli.drill((Object[]) words.split(" "));

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).containsIgnoringCase("drill").doesNotContain("\033");
  }

  @Test
  void completesNames() {
    Cli cli = Cli.drill("completion", "zsh");

    assertThat(cli.code()).isZero();
    assertThat(cli.out()).contains("aof-everysec-container-kill", "--no-controls", "complete -F");
  }
}
