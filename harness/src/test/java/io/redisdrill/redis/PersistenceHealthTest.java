package io.redisdrill.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PersistenceHealthTest {
  private static final Map<String, String> INFO =
      Map.of(
          "server_time_usec", "1795570641000000",
          "rdb_last_save_time", "1795570640",
          "rdb_changes_since_last_save", "12",
          "rdb_last_bgsave_status", "ok",
          "aof_enabled", "1",
          "aof_last_write_status", "ok",
          "redis_version", "7.0.15");

  private static final Map<String, String> SAVING = Map.of("save", "900 1");
  private static final Map<String, String> NOT_SAVING = Map.of("save", "");

  private static PersistenceHealth with(String field, String value) {
    Map<String, String> info = new HashMap<>(INFO);
    info.put(field, value);
    return PersistenceHealth.of(info, SAVING);
  }

  @Test
  void isReadFromInfo() {
    PersistenceHealth health = PersistenceHealth.of(INFO, SAVING);
    assertThat(health.sinceSave()).isEqualTo(Duration.ofSeconds(1));
    assertThat(health.changes()).isEqualTo(12);
    assertThat(health.appendOnly()).isTrue();
    assertThat(health.fields()).hasSize(5).doesNotContainKey("redis_version");
    assertThat(health.warnings()).isEmpty();
  }

  @Test
  void warnsAboveTwoHoursAndNotAtTwoHours() {
    assertThat(with("rdb_last_save_time", "1795563441").warnings()).isEmpty();
    assertThat(with("rdb_last_save_time", "1795563440").warnings())
        .singleElement()
        .extracting(PersistenceHealth.Warning::message)
        .asString()
        .contains("7,201 s", "12 changes");
  }

  private static List<PersistenceHealth.Warning> afterADay(
      String changes, String aof, Map<String, String> config) {
    Map<String, String> info = new HashMap<>(INFO);
    info.put("rdb_last_save_time", "1795480000");
    info.put("rdb_changes_since_last_save", changes);
    info.put("aof_enabled", aof);
    return PersistenceHealth.of(info, config).warnings();
  }

  @Test
  void whoIsNotToSaveOrHasNothingToSaveIsHealthy() {
    assertThat(afterADay("12", "1", NOT_SAVING)).as("an AOF alone").isEmpty();
    assertThat(afterADay("12", "1", Map.of())).as("an AOF, settings not told").isEmpty();
    assertThat(afterADay("0", "1", SAVING)).as("nothing changed").isEmpty();
    assertThat(afterADay("0", "0", NOT_SAVING)).as("nothing changed, no AOF").isEmpty();
    assertThat(afterADay("12", "0", NOT_SAVING)).as("neither AOF nor save points").hasSize(1);
    assertThat(afterADay("12", "0", Map.of())).as("no AOF, settings not told").hasSize(1);
    assertThat(afterADay("12", "1", SAVING)).as("both").hasSize(1);
  }

  @Test
  void warnsOfEachFailure() {
    assertThat(
            List.of(
                with("rdb_last_bgsave_status", "err"),
                with("aof_last_write_status", "err"),
                with("aof_last_bgrewrite_status", "err"),
                with("aof_delayed_fsync", "3")))
        .allSatisfy(health -> assertThat(health.warnings()).hasSize(1));
  }

  @Test
  void whatIsMissingOrNoNumberIsNoFailure() {
    assertThat(PersistenceHealth.of(Map.of(), Map.of()).warnings()).isEmpty();
    assertThat(with("aof_delayed_fsync", "many").delayedFsyncs()).isZero();
  }
}
