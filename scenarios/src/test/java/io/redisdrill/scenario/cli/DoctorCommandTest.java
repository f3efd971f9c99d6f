package io.redisdrill.scenario.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.run.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
  private static final String SETTING = "redis-drill.load";
  private static final String MISTYPED = "redis-drill.laod";
  private static final String SERVER = "redis-drill.redis";

  @AfterEach
  void clear() {
    System.clearProperty(SETTING);
    System.clearProperty(MISTYPED);
    System.clearProperty(SERVER);
  }

  @Test
  void saysWhatRunsHereAndWhereEachSettingCameFrom() {
    System.setProperty(SETTING, "7s");
    System.setProperty(MISTYPED, "7s");

    Cli cli = Cli.drill("doctor");

    assertThat(cli.code()).as(cli.out()).isZero();
    assertThat(cli.out())
        .contains("OK  embedded      redis-server")
        .containsPattern("(OK|no)  +power cut ")
        .contains("OK  setting       redis-drill.load = 7s (system property redis-drill.load)")
        .contains("no  setting       system property redis-drill.laod: there is no such setting");
  }

  @Test
  void triesTheServerOfTheSettings() {
    System.setProperty(SERVER, "/nowhere/redis-server");

    Cli cli = Cli.drill("doctor");

    assertThat(cli.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(cli.out()).contains("no  embedded      Cannot use /nowhere/redis-server");
  }

  @Test
  void saysItAsJsonToo() throws IOException {
    Cli cli = Cli.drill("doctor", "--json");

    for (String line : cli.out().lines().toList()) {
      JsonNode finding = Json.MAPPER.readTree(line);
      assertThat(finding.path("subject").asText()).isNotEmpty();
      assertThat(finding.path("message").asText()).isNotEmpty();
    }
  }
}
