package io.redisdrill.platform.powercut;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Writes ledgers as LEDGER.md describes them, independently of the launcher. */
final class Ledgers {
  private static final long OFFSET = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long hash = OFFSET;

  Ledgers(long dataInode) {
    add("powercut-ledger 2 " + dataInode + "\n");
  }

  Ledgers block(String... records) {
    for (String record : records) {
      add(record + "\n");
    }
    add("#%016x\n".formatted(hash));
    return this;
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  int size() {
    return bytes.size();
  }

  private void add(String text) {
    byte[] added = text.getBytes(US_ASCII);
    bytes.writeBytes(added);
    for (byte each : added) {
      hash = (hash ^ each) * PRIME;
    }
  }
}
