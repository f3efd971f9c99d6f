package io.redisdrill.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;

/**
 * One line of {@code events.jsonl}: something that happened, at a time of the run.
 *
 * @param at nanoseconds since the run began
 * @param type what kind of thing, in kebab case
 * @param data what is known of it
 */
public record Event(long at, String type, JsonNode data) {
  /** Returns the data as a {@code kind}, which the writer of this type of event recorded. */
  public <T> T as(Class<T> kind) {
    try {
      return Json.MAPPER.treeToValue(data, kind);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
