package io.redisdrill.fault;

import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.DataFiles.DataFile;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** What a file was before a change, and what it is afterwards. */
final class FileProof {
  private static final String GONE = "no file";

  private FileProof() {}

  /** Makes a change, which took effect if the file differs. */
  static Offline.Change of(DataFiles files, String path, Runnable change) {
    Map<String, Object> proof = new HashMap<>();
    String before = note(files, path, "Before", proof);
    change.run();
    String after = note(files, path, "After", proof);
    proof.put("file", path);
    return new Offline.Change(!before.equals(after), proof);
  }

  private static String note(DataFiles files, String path, String when, Map<String, Object> proof) {
    OptionalLong size =
        files.list().stream()
            .filter(file -> file.path().equals(path))
            .mapToLong(DataFile::size)
            .findFirst();
    String sum = size.isPresent() ? files.sha256(path) : GONE;
    proof.put("bytes" + when, size.orElse(0));
    proof.put("sha256" + when, sum);
    return sum;
  }
}
