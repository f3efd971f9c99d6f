package io.redisdrill.report.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.DrillResult;
import io.redisdrill.run.Json;
import io.redisdrill.run.RunDirectory;
import java.util.Optional;

/** {@code result.json} of a run. */
public final class ResultFile {
  private ResultFile() {}

  /** Reads it, or nothing where there is none, it was cut off, or its schema is another. */
  public static Optional<DrillResult> read(RunDirectory run) {
    return run.readJson("result.json")
        .filter(json -> json.path("schema").asText().equals(DrillResult.SCHEMA))
        .flatMap(ResultFile::parse);
  }

  private static Optional<DrillResult> parse(JsonNode json) {
    try {
      return Optional.of(Json.MAPPER.treeToValue(json, DrillResult.class));
    } catch (JsonProcessingException foreign) {
      return Optional.empty();
    }
  }
}
