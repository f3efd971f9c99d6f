package io.redisdrill.scenario.nightly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.redisdrill.UsageException;
import io.redisdrill.settings.Durations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A nightly plan as YAML; {@code nightly-plan-1.schema.json} says the same to an editor. */
public final class PlanFile {
  /** The schema, beside this class. */
  public static final String SCHEMA = "nightly-plan-1.schema.json";

  static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of("stacks", "faults", "drills", "platforms", "repeat", "budget", "load", "seed"));
  private static final int MOST_BYTES = 1 << 20;
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private final String name;
  private final JsonNode tree;

  private PlanFile(String name, JsonNode tree) {
    this.name = name;
    this.tree = tree;
  }

  /**
   * Reads a plan; what it leaves out is as in {@link NightlyPlan#standard}, but for the matrix.
   * Stacks that are paths begin where the command runs.
   *
   * @throws UsageException if it cannot be read, or says what no plan can
   */
  public static NightlyPlan read(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw refused("the plan " + file, "at most 1 MiB", "more than that");
      }
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw refused(
          "the plan " + file,
          "a file of YAML",
          e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  static NightlyPlan parse(String name, String text) {
    try {
      JsonNode tree = YAML.readTree(text);
      if (!tree.isObject()) {
        throw refused("the plan " + name, "fields such as drills and platforms", found(tree));
      }
      return new PlanFile(name, tree).plan();
    } catch (JsonProcessingException e) {
      String problem = e.getOriginalMessage().lines().findFirst().orElse("a syntax error");
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw refused("the plan %s, line %d".formatted(name, line), "valid YAML", problem);
    }
  }

  private NightlyPlan plan() {
    tree.fieldNames()
        .forEachRemaining(
            field -> {
              if (!FIELDS.contains(field)) {
                throw refused(field(field), "one of " + String.join(", ", FIELDS), "another field");
              }
            });
    NightlyPlan standard = NightlyPlan.standard();
    return new NightlyPlan(
        texts("stacks", List.of()),
        texts("faults", List.of()),
        texts("drills", List.of()),
        texts("platforms", standard.platforms()),
        (int) number("repeat", standard.repeat(), Integer.MAX_VALUE),
        duration("budget", standard.budget()),
        duration("load", standard.load()),
        number("seed", standard.seed(), Long.MAX_VALUE));
  }

  private List<String> texts(String field, List<String> otherwise) {
    JsonNode value = tree.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isArray()) {
      throw refused(field(field), "a list of names", found(value));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (!item.isTextual() || item.asText().isBlank()) {
        throw refused(field(field), "a name", found(item));
      }
      texts.add(item.asText());
    }
    return texts;
  }

  private long number(String field, long otherwise, long most) {
    JsonNode value = tree.path(field);
    if (value.isMissingNode()) {
      return otherwise;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() > most) {
      throw refused(field(field), "a whole number", found(value));
    }
    return value.asLong();
  }

  private Duration duration(String field, Duration otherwise) {
    JsonNode value = tree.path(field);
    return value.isMissingNode()
        ? otherwise
        : Durations.parse(field + " of the plan " + name, value.asText());
  }

  private String field(String field) {
    return "%s of the plan %s".formatted(field, name);
  }

  private static String found(JsonNode value) {
    String text = value.isMissingNode() ? "nothing" : value.toString();
    return text.length() <= 80 ? text : text.substring(0, 80) + "…";
  }

  private static UsageException refused(String subject, String expected, String found) {
    return new UsageException(
        "Cannot use " + subject, expected, found, "Correct it; see docs/nightly.md.");
  }
}
