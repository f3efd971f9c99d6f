package io.redisdrill.platform.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real redis-server under the launcher: SIGKILL, cut, and what it knows afterwards. */
class WatchedRedisTest {
  @TempDir Path directory;
  private Watched watched;
  private CountingRedis redis;

  @BeforeEach
  void begin() throws IOException {
    watched = new Watched(directory);
    redis = new CountingRedis(directory);
  }

  private Process redis(String appendfsync) throws IOException {
    return watched.start(redis.command(appendfsync, watched.data));
  }

  private long write(Process process, Duration duration) throws Exception {
    return redis.write(process, duration);
  }

  private long survived() throws Exception {
    return redis.survived(redis("no"));
  }

  private PowerCutProof soundCut() {
    PowerCutProof proof = watched.cut();
    assertThat(proof.sound()).as(proof.doubts()).isTrue();
    assertThat(proof.endSeen()).isTrue();
    return proof;
  }

  @Test
  void alwaysLosesNothing() throws Exception {
    long acknowledged = write(redis("always"), Duration.ofMillis(800));
    soundCut();
    assertThat(survived()).isGreaterThanOrEqualTo(acknowledged);
  }

  @Test
  void everysecKeepsWhatWasSyncedBefore() throws Exception {
    long acknowledged = write(redis("everysec"), Duration.ofMillis(2300));
    soundCut();
    assertThat(survived()).isBetween(1L, acknowledged);
  }

  @Test
  void noLosesAll() throws Exception {
    long acknowledged = write(redis("no"), Duration.ofMillis(500));
    PowerCutProof proof = soundCut();
    assertThat(proof.bytesDropped()).isGreaterThan(acknowledged);
    assertThat(survived()).isZero();
  }

  @Test
  void aSigkillAloneLosesNothing() throws Exception {
    long acknowledged = write(redis("no"), Duration.ofMillis(300));
    assertThat(survived()).isEqualTo(acknowledged);
  }

  @Test
  void alwaysOnALyingDiskLosesAll() throws Exception {
    watched.control(new DiskControl(DiskControl.Mode.LIE, Duration.ZERO, "incr"));
    write(redis("always"), Duration.ofMillis(300));
    assertThat(soundCut().lostSyncs()).isPositive();
    assertThat(survived()).isZero();
  }
}
