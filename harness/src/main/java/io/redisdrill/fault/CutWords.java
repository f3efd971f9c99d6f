package io.redisdrill.fault;

import io.redisdrill.platform.powercut.PowerCutProof;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cut as the proof of a fault. */
final class CutWords {
  /** The key of the proof that says whether anything may be judged by the cut. */
  static final String SOUND = "sound";

  /** The key of the proof that says whether the cut touched anything. */
  static final String APPLIED = "applied";

  /** The key of the proof with the launcher's names for why a cut is not sound. */
  static final String DOUBTS = "doubts";

  private CutWords() {}

  static Map<String, Object> of(PowerCutProof cut) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put(SOUND, cut.sound());
    if (!cut.sound()) {
      words.put("notSoundBecause", cut.doubts());
      words.put(DOUBTS, cut.reasons().stream().map(PowerCutProof.Doubt::reason).toList());
    }
    words.put(APPLIED, cut.applied());
    words.put("model", cut.model().word());
    words.put("filesCut", cut.filesCut());
    words.put("bytesDropped", cut.bytesDropped());
    words.put("namesRolledBack", cut.namesRolledBack());
    words.put("files", cut.files());
    words.put("syncs", cut.syncs());
    words.put("lostSyncs", cut.lostSyncs());
    words.put("injected", cut.injected());
    cut.oldestDroppedAgeMillis().ifPresent(millis -> words.put("oldestDroppedAgeMillis", millis));
    return words;
  }
}
