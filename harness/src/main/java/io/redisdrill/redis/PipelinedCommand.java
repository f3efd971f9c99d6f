package io.redisdrill.redis;

import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.ProtocolKeyword;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Carries a {@link Request} through Lettuce without a future or a timer of its own. */
final class PipelinedCommand extends Command<byte[], byte[], Boolean> {
  private final Request request;
  private boolean told;

  PipelinedCommand(Request request) {
    super(Opaque.WORD, new NoOutput());
    this.request = request;
  }

  @Override
  public void encode(ByteBuf buffer) {
    buffer.writeBytes(request.bytes());
  }

  @Override
  public void complete() {
    super.complete();
    tell(output.hasError() ? Reply.ERROR : Reply.OK, output.getError());
  }

  @Override
  public boolean completeExceptionally(Throwable failure) {
    super.completeExceptionally(failure);
    tell(Reply.NONE, failure.toString());
    return true;
  }

  @Override
  public void cancel() {
    super.cancel();
    tell(Reply.NONE, "connection closed");
  }

  private void tell(Reply reply, @Nullable String error) {
    if (!told) {
      told = true;
      request.listener().replied(reply, error);
    }
  }

  /**
   * Lettuce looks at a command's name to follow transactions on the client's side. The bytes are
   * ours, so it must not: this name matches none.
   */
  private static final class Opaque implements ProtocolKeyword {
    private static final Opaque WORD = new Opaque();

    @Override
    public byte[] getBytes() {
      return new byte[0];
    }

    @Override
    public String toString() {
      return "opaque";
    }
  }

  /** Takes any reply and keeps only an error, also one inside the reply of an EXEC. */
  private static final class NoOutput extends CommandOutput<byte[], byte[], Boolean> {
    private boolean nullReply;

    NoOutput() {
      super(ByteArrayCodec.INSTANCE, Boolean.TRUE);
    }

    @Override
    public void set(@Nullable ByteBuffer bytes) {
      nullReply |= bytes == null;
    }

    @Override
    public void set(long integer) {}

    @Override
    public void multi(int count) {
      nullReply |= count < 0;
    }

    /** A null is no acknowledgement: EXEC answers it when the transaction was not executed. */
    @Override
    public boolean hasError() {
      return nullReply || super.hasError();
    }

    @Override
    public @Nullable String getError() {
      return nullReply ? "null reply" : super.getError();
    }
  }
}
