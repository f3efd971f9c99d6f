package io.redisdrill.platform.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.FaultyDisk;
import io.redisdrill.platform.powercut.DiskControl;
import io.redisdrill.platform.powercut.Launcher;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.platform.powercut.PowerCutProof;
import io.redisdrill.platform.powercut.SyncStatus;
import io.redisdrill.run.Json;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The volume under a Redis in a pod, as a disk that the launcher watches.
 *
 * @param redis that writes to it
 * @param data the data directory in its container
 */
record PodDisk(KubernetesRedis redis, String data) implements FaultyDisk {
  // Whoever looks sees the old or the whole new one.
  private static final String PUT =
      "umask 022; cd \"$1\" && printf %s \"$3\" > \"$2.new\" && mv -f \"$2.new\" \"$2\"";

  // The first byte behind the first line is the first record's.
  static final String TAMPER =
      "n=$(head -n 1 \"$1\" | wc -c) && printf '?' | dd of=\"$1\" bs=1 seek=$((n)) conv=notrunc";

  /** Throws if no launcher stands before the server, or one that cannot do its work. */
  static void require(Exec exec, String data, Object workload) {
    try {
      status(exec, data);
    } catch (DrillException e) {
      throw new DrillException(
          "Cannot watch the syncs of " + workload,
          "a redis-server that was started under the launcher",
          String.valueOf(e.getMessage()),
          "Let the container start redis-server by its name, or as its final user: runAsUser.",
          e);
    }
  }

  @Override
  public void control(DiskControl control) {
    put("control", control.text());
  }

  @Override
  public SyncStatus syncs() {
    return status(redis.inside(), data);
  }

  @Override
  public void tamper() {
    String ledger = data + "/" + Launcher.SIDE_FOLDER + "/" + Launcher.LEDGER;
    redis.inside().text("sh", "-c", TAMPER, "sh", ledger);
  }

  @Override
  public boolean logsKills() {
    return redis.node().sharesClock();
  }

  @Override
  public PreparedCut prepareCut(MetadataModel model) {
    String id = request(model);
    return left -> {
      redis.kill();
      return redis.awaitCut(id, data);
    };
  }

  @Override
  public PreparedCut prepareNodeCut(MetadataModel model) {
    NodeVictims victims = redis.victims();
    String id = request(model);
    return new PreparedCut() {
      @Override
      public PowerCutProof cut(Consumer<DataFiles> left) {
        redis.killAll(victims);
        return redis.awaitCut(id, data);
      }

      @Override
      public List<String> containers() {
        return victims.names();
      }
    };
  }

  private String request(MetadataModel model) {
    String id = UUID.randomUUID().toString();
    put(Launcher.CUT_REQUEST, "id=%s model=%s".formatted(id, model.word()));
    return id;
  }

  private void put(String file, String content) {
    redis.inside().text("sh", "-c", PUT, "sh", data + "/" + Launcher.SIDE_FOLDER, file, content);
  }

  private static SyncStatus status(Exec exec, String data) {
    String said = exec.text(LauncherVolume.PROGRAM, "status", "-d", data);
    try {
      return Json.MAPPER.readValue(said, SyncStatus.class);
    } catch (JsonProcessingException e) {
      throw new DrillException(
          "Cannot tell what became of the syncs in " + data,
          "the counters of the ledger",
          said.strip(),
          "Look at the log of the container for the launcher's messages.",
          e);
    }
  }
}
