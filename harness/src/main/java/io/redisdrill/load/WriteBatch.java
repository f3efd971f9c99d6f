package io.redisdrill.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.redisdrill.redis.Reply;
import io.redisdrill.redis.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one batch, and the steps that wait for their replies. A step is one command, or
 * several that Redis executes as one; it carries one write or two.
 */
final class WriteBatch {
  private static final byte[] SET = "SET".getBytes(US_ASCII);
  private static final byte[] DEL = "DEL".getBytes(US_ASCII);
  private static final byte[] PX = "PX".getBytes(US_ASCII);
  private static final byte[] MULTI = Request.encode("MULTI");
  private static final byte[] EXEC = Request.encode("EXEC");
  private static final byte[] EVAL = "EVAL".getBytes(US_ASCII);
  private static final byte[] TWO = "2".getBytes(US_ASCII);
  private static final byte[] SCRIPT =
      "redis.call('SET',KEYS[1],ARGV[1]) redis.call('SET',KEYS[2],ARGV[2]) return 1"
          .getBytes(US_ASCII);

  /**
   * One write of a step.
   *
   * @param key among its writer's
   * @param version among its writer's
   */
  record Write(int key, int version) {}

  /** The writes that one reply decides. */
  record Step(Kind kind, List<Write> writes, Outcome outcome, @Nullable String error) {}

  private final int writer;
  private final int valueBytes;
  private final byte[] ttlMillis;
  private final Consumer<Step> onStep;
  private final List<Request> requests = new ArrayList<>();

  WriteBatch(int writer, Workload workload, Consumer<Step> onStep) {
    this.writer = writer;
    this.valueBytes = workload.valueBytes();
    this.ttlMillis = Long.toString(workload.ttl().toMillis()).getBytes(US_ASCII);
    this.onStep = onStep;
  }

  List<Request> requests() {
    return requests;
  }

  void add(Kind kind, List<Write> writes) {
    switch (kind) {
      case SET -> single(kind, writes, set(writes.get(0)));
      case EXPIRING -> {
        Write write = writes.get(0);
        single(kind, writes, Request.encode(SET, name(write), value(write), PX, ttlMillis));
      }
      case DELETE -> single(kind, writes, Request.encode(DEL, name(writes.get(0))));
      case TRANSACTION -> transaction(writes);
      case SCRIPT -> {
        Write a = writes.get(0);
        Write b = writes.get(1);
        single(
            kind, writes, Request.encode(EVAL, SCRIPT, TWO, name(a), name(b), value(a), value(b)));
      }
    }
  }

  private void single(Kind kind, List<Write> writes, byte[] command) {
    requests.add(
        new Request(
            command,
            (reply, error) ->
                onStep.accept(new Step(kind, writes, outcome(kind, reply, error), error))));
  }

  private void transaction(List<Write> writes) {
    Opening opening = new Opening();
    requests.add(new Request(MULTI, opening));
    for (Write write : writes) {
      requests.add(new Request(set(write), (reply, error) -> {}));
    }
    requests.add(
        new Request(
            EXEC,
            (reply, error) ->
                onStep.accept(
                    new Step(
                        Kind.TRANSACTION,
                        writes,
                        opening.refused ? Outcome.UNKNOWN : outcome(Kind.TRANSACTION, reply, error),
                        error))));
  }

  /** If MULTI itself is refused, the writes after it are executed one by one, and EXEC fails. */
  private static final class Opening implements Request.Listener {
    private boolean refused;

    @Override
    public void replied(Reply reply, @Nullable String error) {
      refused = reply == Reply.ERROR;
    }
  }

  private static Outcome outcome(Kind kind, Reply reply, @Nullable String error) {
    return switch (reply) {
      case OK -> Outcome.OK;
      case NONE -> Outcome.UNKNOWN;
      case ERROR -> refusedWhole(kind, error) ? Outcome.FAIL : Outcome.UNKNOWN;
    };
  }

  /** An error of a script or an EXEC may come after a part of it was executed. */
  private static boolean refusedWhole(Kind kind, @Nullable String error) {
    return switch (kind) {
      case SET, EXPIRING, DELETE -> true;
      case TRANSACTION ->
          error != null && (error.startsWith("EXECABORT") || error.equals("null reply"));
      case SCRIPT ->
          error != null
              && (error.startsWith("LOADING")
                  || error.startsWith("READONLY")
                  || error.startsWith("NOAUTH"));
    };
  }

  private byte[] set(Write write) {
    return Request.encode(SET, name(write), value(write));
  }

  private byte[] name(Write write) {
    return RegisterValue.key(writer, write.key());
  }

  private byte[] value(Write write) {
    return RegisterValue.encode(writer, write.key(), write.version(), valueBytes);
  }
}
