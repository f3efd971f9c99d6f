package io.redisdrill.judge;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.redisdrill.Objectives;
import io.redisdrill.UsageException;
import io.redisdrill.load.Plant;
import io.redisdrill.load.Workload;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What was to be done, and where: {@code run.json}, written before anything else.
 *
 * @param schema of the run directory
 * @param drill its name
 * @param platform where it runs
 * @param stack its name
 * @param stackSource where its manifests come from
 * @param workload the writes
 * @param fault the fault's name
 * @param faultSettings its settings
 * @param recovery how service is to come back; absent in runs of earlier releases
 * @param objectives what is demanded
 * @param secondRestart whether there is a second restart
 * @param plant what is tampered with before the read-back, for a control
 * @param started when, by the wall clock
 * @param environment of the machine and the tool
 */
public record RunManifest(
    String schema,
    String drill,
    String platform,
    String stack,
    String stackSource,
    Workload workload,
    String fault,
    Map<String, Object> faultSettings,
    Optional<HowRecovered> recovery,
    Objectives objectives,
    boolean secondRestart,
    Optional<Plant> plant,
    Instant started,
    Map<String, String> environment) {
  /**
   * How service is to come back.
   *
   * @param name of the recovery
   * @param settings of it
   */
  public record HowRecovered(String name, Map<String, Object> settings) {}

  /** A run that says nothing of its recovery. */
  public RunManifest(
      String schema,
      String drill,
      String platform,
      String stack,
      String stackSource,
      Workload workload,
      String fault,
      Map<String, Object> faultSettings,
      Objectives objectives,
      boolean secondRestart,
      Optional<Plant> plant,
      Instant started,
      Map<String, String> environment) {
    this(
        schema,
        drill,
        platform,
        stack,
        stackSource,
        workload,
        fault,
        faultSettings,
        Optional.empty(),
        objectives,
        secondRestart,
        plant,
        started,
        environment);
  }

  /**
   * Returns what a run was to do.
   *
   * @throws UsageException if {@code run.json} cannot be read
   */
  public static RunManifest of(RunDirectory run) {
    try {
      return Json.MAPPER.readValue(Files.readString(run.file("run.json")), RunManifest.class);
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "Cannot read " + run.file("run.json"),
          "what this release wrote",
          e.getOriginalMessage(),
          "Use the release that wrote it.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
