package io.redisdrill.platform.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.redisdrill.platform.powercut.LauncherBinary;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The launcher as containers get it: a ConfigMap, mounted. Nothing of an image is changed. */
final class LauncherVolume {
  /** The name of the ConfigMap and of the volume. */
  static final String NAME = "redis-drill-powercut";

  /** Where it is mounted. */
  static final String DIRECTORY = "/powercut";

  /** The program. */
  static final String PROGRAM = DIRECTORY + "/powercut";

  private static final int READ_AND_EXECUTE = 0555;

  // It stands before the server in the PATH, and takes itself out of it.
  private static final String STAND_IN =
      """
      #!/bin/sh
      PATH=${PATH#%s:}
      export PATH
      exec %s run -c -d '%s' -- %s "$@"
      """;

  private LauncherVolume() {}

  /**
   * Returns the ConfigMap.
   *
   * @param data the directory that stand-ins for a server watch
   */
  static ConfigMap configMap(LauncherBinary binary, String data) {
    String quoted = data.replace("'", "'\\''");
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(NAME)
        .endMetadata()
        .withBinaryData(Map.of("powercut", Base64.getEncoder().encodeToString(binary.bytes())))
        .withData(
            Map.of(
                "redis-server",
                STAND_IN.formatted(DIRECTORY, PROGRAM, quoted, "redis-server"),
                "valkey-server",
                STAND_IN.formatted(DIRECTORY, PROGRAM, quoted, "valkey-server")))
        .build();
  }

  static Volume volume() {
    return new VolumeBuilder()
        .withName(NAME)
        .withNewConfigMap()
        .withName(NAME)
        .withDefaultMode(READ_AND_EXECUTE)
        .endConfigMap()
        .build();
  }

  static VolumeMount mount() {
    return new VolumeMountBuilder()
        .withName(NAME)
        .withMountPath(DIRECTORY)
        .withReadOnly(true)
        .build();
  }

  /** Returns the command that runs {@code command} watched; a requested cut is applied first. */
  static List<String> watching(String data, List<String> command) {
    List<String> words = new ArrayList<>(List.of(PROGRAM, "run", "-c", "-d", data, "--"));
    words.addAll(command);
    return words;
  }
}
