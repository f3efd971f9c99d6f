package io.redisdrill.report.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.DrillResult;
import io.redisdrill.run.Json;
import java.util.Optional;
import java.util.Set;

/**
 * What a power cut did, as the proof of the fault has it.
 *
 * @param proof of a fault that cut the power
 */
public record CutProof(JsonNode proof) {
  /** The entries of a proof that are shown as tables, not as they are. */
  public static final Set<String> IN_TABLES = Set.of("files", "syncs", "injected");

  /** Returns it, if the fault of a run cut the power. */
  public static Optional<CutProof> of(DrillResult result) {
    JsonNode proof = Json.MAPPER.valueToTree(result.fault().proof());
    return proof.has("bytesDropped") && proof.has("model")
        ? Optional.of(new CutProof(proof))
        : Optional.empty();
  }

  /** Returns at what part of the wall clock's second it came, in milliseconds. */
  public Optional<Double> phaseMillis() {
    JsonNode phase = proof.path("phaseMillis");
    return phase.isNumber() ? Optional.of(phase.asDouble()) : Optional.empty();
  }

  /** Returns when names were taken for durable: "journal". */
  public String metadataModel() {
    return proof.path("model").asText();
  }
}
