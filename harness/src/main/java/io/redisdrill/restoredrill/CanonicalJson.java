package io.redisdrill.restoredrill;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * JSON of which there is one way to write it: the fields of each object sorted by name, no space
 * between, numbers digit for digit as they were. White space and order can change without a trace;
 * nothing else can.
 */
final class CanonicalJson {
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private CanonicalJson() {}

  /**
   * Reads an object.
   *
   * @throws JsonProcessingException if it is none, names a field twice, or is not all there is
   */
  static ObjectNode read(String text) throws JsonProcessingException {
    return STRICT.readValue(text, ObjectNode.class);
  }

  static String write(JsonNode node) {
    return line(sorted(node));
  }

  /** Returns it in the order that it has. */
  static String line(JsonNode node) {
    try {
      return STRICT.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  static String pretty(JsonNode node) {
    try {
      return STRICT.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = STRICT.createArrayNode();
      array.forEach(each -> copy.add(sorted(each)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.sort(names);
      ObjectNode copy = STRICT.createObjectNode();
      names.forEach(name -> copy.set(name, sorted(object.get(name))));
      return copy;
    }
    return node;
  }
}
