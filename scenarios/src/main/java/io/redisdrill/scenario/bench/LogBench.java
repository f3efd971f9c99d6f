package io.redisdrill.scenario.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.aof.AofReader;
import io.redisdrill.load.RegisterValue;
import io.redisdrill.run.Scratch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How fast an AOF of the tool's own workload is read, each value checked, on one thread. */
public final class LogBench {
  private static final int WRITERS = 50;
  private static final int KEYS = 100;
  private static final int VALUE_BYTES = 100;
  private static final long MIB = 1L << 20;

  /**
   * What was measured.
   *
   * @param bench its name
   * @param mebibytes the size of the file
   * @param commands in it
   * @param mebibytesPerSecond the median of the rounds
   */
  public record Figures(String bench, long mebibytes, long commands, double mebibytesPerSecond) {}

  /** Measures the median of some rounds, after one that warms up. */
  public Figures run(int mebibytes, int rounds) throws IOException {
    try (Scratch work = Scratch.create("bench")) {
      Path file = work.path().resolve("appendonly.aof");
      long commands = write(file, mebibytes * MIB);
      long size = Files.size(file);
      double[] speeds = new double[rounds];
      read(file);
      for (int i = 0; i < rounds; i++) {
        long began = System.nanoTime();
        long read = read(file);
        speeds[i] = size / (double) MIB / ((System.nanoTime() - began) / 1e9);
        if (read != commands) {
          throw new IOException("read %,d commands of %,d".formatted(read, commands));
        }
      }
      Arrays.sort(speeds);
      return new Figures("aof", size / MIB, commands, speeds[rounds / 2]);
    }
  }

  private static long read(Path file) throws IOException {
    long found = 0;
    try (AofReader reader = AofReader.open(Files.newInputStream(file))) {
      while (reader.next()) {
        found += reader.version() > 0 ? 1 : 0;
      }
    }
    return found;
  }

  private static long write(Path file, long bytes) throws IOException {
    long written = 0;
    int version = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      while (written < bytes) {
        version++;
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int writer = 0; writer < WRITERS; writer++) {
          set(batch, writer, version % KEYS, version);
        }
        batch.writeTo(out);
        written += batch.size();
      }
    }
    return (long) version * WRITERS;
  }

  private static void set(ByteArrayOutputStream out, int writer, int key, int version) {
    byte[] name = RegisterValue.key(writer, key);
    out.writeBytes(("*3\r\n$3\r\nSET\r\n$" + name.length + "\r\n").getBytes(US_ASCII));
    out.writeBytes(name);
    out.writeBytes(("\r\n$" + VALUE_BYTES + "\r\n").getBytes(US_ASCII));
    out.writeBytes(RegisterValue.encode(writer, key, version, VALUE_BYTES));
    out.writeBytes("\r\n".getBytes(US_ASCII));
  }
}
