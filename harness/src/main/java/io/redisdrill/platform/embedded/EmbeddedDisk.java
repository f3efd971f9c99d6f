package io.redisdrill.platform.embedded;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.FaultyDisk;
import io.redisdrill.platform.powercut.DiskControl;
import io.redisdrill.platform.powercut.Launcher;
import io.redisdrill.platform.powercut.MetadataModel;
import io.redisdrill.platform.powercut.PowerCutProof;
import io.redisdrill.platform.powercut.SyncStatus;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The data directory of an embedded Redis under the launcher, as a disk. */
record EmbeddedDisk(EmbeddedRedis redis, Launcher launcher, Path data) implements FaultyDisk {
  @Override
  public void control(DiskControl control) {
    try {
      control.applyTo(data);
    } catch (IOException e) {
      throw new DrillException(
          "Cannot change the disk of " + data,
          "a side folder that can be written",
          String.valueOf(e),
          "Free some space.",
          e);
    }
  }

  @Override
  public SyncStatus syncs() {
    return launcher.status(data);
  }

  @Override
  public void tamper() {
    Path ledger = data.resolve(Launcher.SIDE_FOLDER).resolve(Launcher.LEDGER);
    try (RandomAccessFile file = new RandomAccessFile(ledger.toFile(), "rw")) {
      file.readLine(); // what follows is the first record
      file.write('?');
    } catch (IOException e) {
      throw new DrillException(
          "Cannot change the ledger " + ledger,
          "one that can be read and written",
          String.valueOf(e),
          "See that its side folder belongs to this user.",
          e);
    }
  }

  @Override
  public PreparedCut prepareCut(MetadataModel model) {
    return left -> cut(model, left);
  }

  private PowerCutProof cut(MetadataModel model, Consumer<DataFiles> left) {
    redis.killAndStayDown();
    PowerCutProof cut = launcher.cut(data, model);
    left.accept(redis.files());
    redis.start();
    if (cut.applied() && !cut.endSeen()) {
      throw new DrillException(
          "Cannot show what the power cut took from " + data,
          "a launcher that saw the end of redis-server",
          "one that ended before: the record of its last syncs may be missing",
          "See what else kills processes on this machine, and run it again.");
    }
    return cut;
  }
}
