package io.redisdrill.report.nightly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.UsageException;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code nightly.json}, on disk. */
public final class NightFile {
  /** Its name in the directory of a night. */
  public static final String NAME = "nightly.json";

  private NightFile() {}

  /**
   * Reads one.
   *
   * @throws UsageException if it is none, is damaged, or is of another schema
   */
  public static Night read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw refused(file.toString(), e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  /**
   * Reads one.
   *
   * @throws UsageException as above
   */
  public static Night parse(String name, String text) {
    try {
      JsonNode json = Json.MAPPER.readTree(text);
      String schema = json.path("schema").asText("none");
      if (!schema.equals(Night.SCHEMA)) {
        throw refused(name, "the schema " + schema);
      }
      return Json.MAPPER.treeToValue(json, Night.class);
    } catch (JsonProcessingException e) {
      throw refused(name, "a damaged file: " + firstLine(e));
    } catch (RuntimeException e) {
      throw e instanceof UsageException ? e : refused(name, "a damaged file: " + firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("nothing");
  }

  private static UsageException refused(String name, String found) {
    return new UsageException(
        "Cannot read the night " + name,
        "a nightly.json with the schema " + Night.SCHEMA,
        found,
        "Move it out of the way, or use the release that wrote it.");
  }
}
