package io.redisdrill.fault;

import io.redisdrill.platform.powercut.PowerCutProof;
import java.util.LinkedHashMap;
import java.util.Map;

/** A cut as the proof of a fault. */
final class CutWords {
  private CutWords() {}

  static Map<String, Object> of(PowerCutProof cut) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("sound", cut.sound());
    if (!cut.sound()) {
      words.put("notSoundBecause", cut.doubts());
    }
    words.put("applied", cut.applied());
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
