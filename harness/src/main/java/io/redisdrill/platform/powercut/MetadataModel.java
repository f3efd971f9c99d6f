package io.redisdrill.platform.powercut;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** When a power cut finds the name of a file durable. */
public enum MetadataModel {
  /** Once any later sync of the file system has completed: ext4, xfs and btrfs behave so. */
  @JsonProperty("journal")
  JOURNAL,
  /** Once its directory was synced: all that POSIX promises. */
  @JsonProperty("posix")
  POSIX,
  /** At once: only bytes are lost. */
  @JsonProperty("none")
  NONE;

  /** As the launcher and the reports write it: "journal". */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
