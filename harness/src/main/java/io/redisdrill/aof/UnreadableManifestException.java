package io.redisdrill.aof;

import io.redisdrill.DrillException;

/** A manifest that was read, and that Redis would not understand either. */
public final class UnreadableManifestException extends DrillException {
  private static final long serialVersionUID = 1L;

  UnreadableManifestException(String where, String found) {
    super(
        "Cannot read " + where,
        "lines like 'file appendonly.aof.1.base.rdb seq 1 type b'",
        "'" + found + "'",
        "Use the manifest that Redis itself wrote.");
  }
}
