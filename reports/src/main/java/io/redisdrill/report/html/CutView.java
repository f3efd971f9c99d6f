package io.redisdrill.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.redisdrill.report.model.CutProof;
import io.redisdrill.report.model.RunReport;
import io.redisdrill.report.text.Amounts;
import io.redisdrill.report.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a power cut took away.
 *
 * @param figures of the cut; empty if the power was not cut
 * @param files that lost bytes
 */
public record CutView(Table figures, Table files) {
  private static final String FIGURES = "What the power cut took away";

  static CutView of(RunReport report) {
    return CutProof.of(report.result())
        .map(CutView::of)
        .orElseGet(() -> new CutView(Table.of(FIGURES, List.of(), List.of()), files(List.of())));
  }

  private static CutView of(CutProof cut) {
    JsonNode proof = cut.proof();
    List<JsonNode> files = new ArrayList<>();
    proof.path("files").forEach(files::add);
    List<List<Cell>> rows = new ArrayList<>();
    rows.add(row("Files cut", Amounts.count(proof.path("filesCut").asLong(files.size()))));
    rows.add(row("Names rolled back", Amounts.count(proof.path("namesRolledBack").asLong())));
    rows.add(
        row("Bytes that were never durable", Amounts.count(proof.path("bytesDropped").asLong())));
    if (proof.has("oldestDroppedAgeMillis")) {
      String age = Amounts.millis(proof.path("oldestDroppedAgeMillis").asDouble());
      rows.add(row("Age of the oldest of them", "at most " + age));
    }
    rows.add(row("When names are durable", words(cut.metadataModel())));
    cut.phaseMillis()
        .ifPresent(
            phase ->
                rows.add(
                    row(
                        "Moment within the wall clock's second",
                        String.format(Locale.ROOT, "%.0f ms", phase))));
    JsonNode syncs = proof.path("syncs");
    rows.add(row("Syncs that were durable", Amounts.count(syncs.path("durable").asLong())));
    rows.add(row("Syncs that failed", Amounts.count(syncs.path("failed").asLong())));
    rows.add(row("Syncs under way at the end", Amounts.count(syncs.path("unfinished").asLong())));
    rows.add(row("Syncs that only seemed done", Amounts.count(proof.path("lostSyncs").asLong())));
    return new CutView(Table.of(FIGURES, List.of("", ""), rows), files(files));
  }

  private static List<Cell> row(String name, String value) {
    return List.of(Cell.text(name), Cell.text(SafeText.line(value)));
  }

  static String words(String model) {
    return switch (model) {
      case "journal" -> "journal: with any later sync, as on ext4, xfs and btrfs";
      case "posix" -> "posix: once their directory was synced";
      case "none" -> "none: at once, only bytes are lost";
      default -> model;
    };
  }

  private static Table files(List<JsonNode> files) {
    return Table.of(
        "Files that lost bytes",
        List.of("File", "What became of it", "Bytes before", "Bytes after", "Lost since at most"),
        files.stream().map(CutView::file).toList());
  }

  private static List<Cell> file(JsonNode file) {
    return List.of(
        Cell.code(SafeText.line(file.path("file").asText())),
        Cell.text(SafeText.line(file.path("action").asText())),
        Cell.count(file.path("sizeBefore").asLong()),
        Cell.count(file.path("sizeAfter").asLong()),
        Cell.millis(file.path("ageAtMostMillis").asDouble()));
  }
}
