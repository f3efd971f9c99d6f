package io.redisdrill.platform;

/** What a fault may need from a platform. */
public enum Capability {
  /** {@link RunningRedis#kill}. */
  KILL,
  /** {@link RunningRedis#terminate}, {@link RunningRedis#stop} and {@link RunningRedis#start}. */
  STOP,
  /** {@link RunningRedis#files} can be changed while Redis is down. */
  FILES,
  /** {@link RunningRedis#exhaustMemory}. */
  OUT_OF_MEMORY,
  /** {@link RunningRedis#rollOut}. */
  ROLL_OUT,
  /** {@link RunningRedis#restartNode}. */
  NODE_RESTART,
  /** Redis is scheduled, probed and addressed as a pod of Kubernetes. */
  PODS,
  /** {@link RunningRedis#disk}, of a Redis that was deployed to be watched. */
  WATCHED_DISK,
  /** {@link FaultyDisk#prepareNodeCut}. */
  NODE_POWER_CUT,
  /** {@link RunningRedis#loseNamespace}. */
  NAMESPACE,
  /** {@link RunningRedis#repairAof}. */
  AOF_REPAIR,
  /** {@link DataFiles#fill}. */
  FULL_DISK,
  /** {@link RunningRedis#jobs}. */
  JOBS
}
