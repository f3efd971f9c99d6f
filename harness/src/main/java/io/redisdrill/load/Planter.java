package io.redisdrill.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.DrillException;
import io.redisdrill.redis.Console;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts one defect into the data of a running Redis, where the history says that there is none. */
public final class Planter {
  private static final String FOREIGN_KEY = "planted";

  private final Console redis;
  private final int valueBytes;

  /**
   * @param redis to tamper with
   * @param valueBytes the size of the workload's values
   */
  public Planter(Console redis, int valueBytes) {
    this.redis = redis;
    this.valueBytes = valueBytes;
  }

  /** The last two writes to a register, if all were acknowledged. */
  private record Register(
      int writer, int key, Optional<Integer> valueBefore, int version, Kind kind, boolean sure) {
    Register then(HistoryReader write) {
      return new Register(
          writer,
          key,
          kind == Kind.DELETE ? valueBefore : Optional.of(version),
          write.version(),
          write.kind(),
          sure && write.outcome() == Outcome.OK);
    }

    byte[] name() {
      return RegisterValue.key(writer, key);
    }
  }

  /**
   * Plants a defect and returns what was done, in words.
   *
   * @throws DrillException if the history has no register that it can be planted in
   */
  public String plant(Plant plant, Path history) {
    if (plant == Plant.PHANTOM_KEY) {
      redis.set(FOREIGN_KEY.getBytes(US_ASCII), new byte[] {'x'});
      return "set " + FOREIGN_KEY;
    }
    Register register = choose(history, candidates(plant), plant);
    String name = new String(register.name(), US_ASCII);
    switch (plant) {
      case MISSING_KEY -> redis.delete(register.name());
      case FLIPPED_BYTE -> redis.set(register.name(), flipped(register));
      case STALE_VALUE, RESURRECTED_KEY -> redis.set(register.name(), before(register));
      case PHANTOM_KEY -> throw new AssertionError(plant);
    }
    return "%s: %s, last written as version %d".formatted(plant.words(), name, register.version());
  }

  private static Predicate<Register> candidates(Plant plant) {
    return switch (plant) {
      case RESURRECTED_KEY -> r -> r.kind() == Kind.DELETE && r.valueBefore().isPresent();
      case STALE_VALUE -> r -> r.kind() == Kind.SET && r.valueBefore().isPresent();
      default -> r -> r.kind() == Kind.SET;
    };
  }

  private byte[] flipped(Register register) {
    byte[] value = redis.get(List.of(register.name())).get(0).orElseThrow();
    value[value.length - 1] ^= 1;
    return value;
  }

  private byte[] before(Register register) {
    int version = register.valueBefore().orElseThrow();
    return RegisterValue.encode(register.writer(), register.key(), version, valueBytes);
  }

  private static Register choose(Path history, Predicate<Register> candidate, Plant plant) {
    return registers(history).values().stream()
        .filter(Register::sure)
        .filter(candidate)
        .findFirst()
        .orElseThrow(
            () ->
                new DrillException(
                    "Cannot plant " + plant.words(),
                    "a register whose last writes fit and were all acknowledged",
                    "none in the history",
                    "Load longer, with a mix that has the kind of write."));
  }

  private static Map<Long, Register> registers(Path history) {
    Map<Long, Register> registers = new HashMap<>();
    try (HistoryReader write = HistoryReader.open(history)) {
      while (write.next()) {
        long id = (long) write.writer() << 32 | write.key();
        Register known = registers.get(id);
        registers.put(id, known == null ? first(write) : known.then(write));
      }
    }
    return registers;
  }

  private static Register first(HistoryReader write) {
    return new Register(
        write.writer(),
        write.key(),
        Optional.empty(),
        write.version(),
        write.kind(),
        write.outcome() == Outcome.OK);
  }
}
