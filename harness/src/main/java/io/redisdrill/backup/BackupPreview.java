package io.redisdrill.backup;

import io.redisdrill.platform.DataFiles.DataFile;
import java.util.List;

/**
 * What a backup would do now.
 *
 * @param words what is backed up, in a few words
 * @param files as they are now; a snapshot and a rewrite would come before they are copied
 * @param url where it would go, but for the time in its name
 * @param deletes keys of older backups that retention would remove
 */
public record BackupPreview(String words, List<DataFile> files, String url, List<String> deletes) {
  public BackupPreview {
    files = List.copyOf(files);
    deletes = List.copyOf(deletes);
  }
}
