package io.redisdrill.fault;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Capability;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.Access;
import io.redisdrill.platform.RunningRedis;
import io.redisdrill.run.RunClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A file that Redis may not use: its mode was changed while Redis was down. A wrong owner shows
 * itself in the same way, EACCES; only root could set one, and a Redis of root heeds neither, so
 * that the fault proves whether the user that runs Redis is kept out.
 *
 * @param target which file
 * @param permissions as {@code ls} writes them
 */
public record WrongMode(Target target, String permissions) implements Fault {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final String NOBODY = "---------";

  public WrongMode {
    if (!permissions.matches("([r-][w-][x-]){3}")) {
      throw new UsageException(
          "Cannot set the mode of a file",
          "permissions as ls writes them, r--r--r--",
          permissions,
          "Use new WrongMode(Target.MANIFEST), say.");
    }
  }

  /** With a mode that lets nobody do anything. */
  public WrongMode(Target target) {
    this(target, NOBODY);
  }

  @Override
  public String name() {
    return "wrong-mode";
  }

  @Override
  public Severity severity() {
    return Severity.FILES;
  }

  @Override
  public Set<Capability> needs() {
    return Set.of(Capability.STOP, Capability.FILES);
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("target", target.words(), "permissions", permissions);
  }

  @Override
  public Injection inject(RunningRedis redis, RunClock clock) {
    return Offline.around(this, GRACE, redis, clock, () -> change(redis.files()));
  }

  private Offline.Change change(DataFiles files) {
    String path = target.in(files.list()).path();
    Access before = files.access(path);
    files.permit(path, permissions);
    Access after = files.access(path);
    Map<String, Object> proof = new HashMap<>();
    proof.put("file", path);
    proof.put("modeBefore", before.permissions());
    proof.put("modeAfter", after.permissions());
    proof.put("readable", after.readable());
    proof.put("writable", after.writable());
    boolean keptOut =
        (before.readable() && !after.readable()) || (before.writable() && !after.writable());
    if (!keptOut) {
      proof.put(
          "because",
          "the user that runs Redis may do as much as before, as root may whatever the mode");
    }
    return new Offline.Change(keptOut, proof);
  }
}
