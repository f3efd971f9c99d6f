package io.redisdrill.restoredrill;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.redisdrill.UsageException;
import io.redisdrill.Verdict;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.run.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The report of a restore drill as it is kept: all of it, and in {@code seal} the SHA-256 of its
 * canonical JSON without the seal, and a signature of the same bytes if there is a key. The sum
 * shows what happened by accident; only the signature shows what was done on purpose.
 *
 * @param text of the file
 * @param sha256 in its seal
 */
public record SealedReport(String text, String sha256) {
  private static final String SEAL = "seal";
  private static final String SIGNATURE = "signature";

  /** Returns a report as it is kept, signed if there is a key. */
  public static SealedReport of(RestoreResult result, Optional<Signer> signer) {
    try {
      ObjectNode report = CanonicalJson.read(Json.line(result));
      byte[] canonical = CanonicalJson.write(report).getBytes(UTF_8);
      ObjectNode seal = report.putObject(SEAL);
      String sha256 = Sums.of(canonical);
      seal.put("sha256", sha256);
      signer.ifPresent(
          key ->
              seal.putObject(SIGNATURE)
                  .put("algorithm", key.algorithm())
                  .put("value", key.sign(canonical)));
      return new SealedReport(CanonicalJson.pretty(report), sha256);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was written a moment ago", e);
    }
  }

  /** Returns it on one line. */
  public String line() {
    try {
      return CanonicalJson.line(CanonicalJson.read(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("it was written a moment ago", e);
    }
  }

  /**
   * Holds a report against its seal, and the other evidence against the report.
   *
   * @param place a report, or the run directory that it is in
   * @param key of whoever should have signed it
   * @return what holds; the first is about the report itself
   * @throws UsageException if there is no report
   */
  public static List<Check> verify(Path place, Optional<Path> key) {
    Optional<PublicKey> signedBy = key.map(Pem::publicKey);
    Path file = Files.isDirectory(place) ? place.resolve(RestoreResult.FILE) : place;
    String text = read(file);
    List<Check> checks = new ArrayList<>();
    try {
      ObjectNode report = CanonicalJson.read(text);
      requireSchema(file, report);
      JsonNode seal =
          Optional.<JsonNode>ofNullable(report.remove(SEAL)).orElse(MissingNode.getInstance());
      byte[] canonical = CanonicalJson.write(report).getBytes(UTF_8);
      checks.add(sum(seal.path("sha256").asText(""), Sums.of(canonical)));
      checks.add(signature(seal.path(SIGNATURE), canonical, signedBy, key));
      if (Files.isDirectory(place)) {
        report.path("files").forEach(each -> checks.add(evidence(place, each)));
      }
    } catch (JsonProcessingException e) {
      checks.add(
          new Check("report", Verdict.FAIL, "it is no JSON any more: " + e.getOriginalMessage()));
    }
    return checks;
  }

  private static Check sum(String sealed, String found) {
    boolean same = sealed.equals(found);
    return new Check(
        "report",
        same ? Verdict.PASS : Verdict.FAIL,
        same
            ? "SHA-256 " + found
            : sealed.isEmpty()
                ? "it has no seal"
                : "it was changed: sealed with SHA-256 %s, found %s".formatted(sealed, found));
  }

  private static Check signature(
      JsonNode signature, byte[] canonical, Optional<PublicKey> key, Optional<Path> file) {
    if (key.isEmpty()) {
      return signature.isMissingNode()
          ? new Check(SIGNATURE, Verdict.PASS, "none, and none was asked for")
          : new Check(
              SIGNATURE,
              Verdict.UNKNOWN,
              "it is signed: name the public key with --key to see by whom");
    }
    if (signature.isMissingNode()) {
      return new Check(SIGNATURE, Verdict.FAIL, "it is not signed");
    }
    boolean right = Signer.verify(key.get(), canonical, signature.path("value").asText(""));
    return new Check(
        SIGNATURE,
        right ? Verdict.PASS : Verdict.FAIL,
        "%s by the key in %s".formatted(right ? "made" : "not made", file.orElseThrow()));
  }

  private static Check evidence(Path directory, JsonNode file) {
    String path = file.path("path").asText("");
    Path there = directory.resolve(path).normalize();
    if (!there.startsWith(directory.normalize()) || !Files.isRegularFile(there)) {
      return new Check(path, Verdict.FAIL, "it is missing");
    }
    try {
      boolean same = Sums.of(there).sha256().equals(file.path("sha256").asText(""));
      return new Check(path, same ? Verdict.PASS : Verdict.FAIL, same ? "unchanged" : "changed");
    } catch (IOException e) {
      return new Check(path, Verdict.UNKNOWN, String.valueOf(e));
    }
  }

  private static void requireSchema(Path file, JsonNode report) {
    String schema = report.path("schema").asText("none");
    // With a seal on it, the sum says whether it was changed.
    if (!schema.equals(RestoreResult.SCHEMA) && !report.has(SEAL)) {
      throw new UsageException(
          "Cannot verify " + file,
          "a report with the schema " + RestoreResult.SCHEMA,
          "the schema " + schema,
          "Name a " + RestoreResult.FILE + ", or use the release that wrote it.");
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.nio.charset.CharacterCodingException e) {
      return "";
    } catch (IOException e) {
      throw new UsageException(
          "Cannot verify " + file,
          "the report of a restore drill",
          String.valueOf(e),
          "Name a " + RestoreResult.FILE + ", or the directory that it is in.",
          e);
    }
  }
}
