package io.redisdrill.platform.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles.Content;
import io.redisdrill.platform.Relay;
import io.redisdrill.platform.Secret;
import io.redisdrill.platform.SharedStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries files between a volume and this JVM through S3, with a pod that mounts the volume and
 * holds size and SHA-256 against what they should be. One thread at a time.
 */
final class Carrier {
  private static final String POD = "redis-drill-carrier";
  private static final String FOLDER = "redis-drill-relay/";
  private static final Duration LIMIT = Duration.ofMinutes(15);
  // Opened once, so that what Redis renames or appends meanwhile does not matter.
  private static final String TO_STORE =
      """
      cd "$1" && exec 3< "$2" && size=$(stat -L -c %s /dev/fd/3) || exit 1
      p=/tmp/sum.$$ && mkfifo "$p" || exit 1
      { sha256sum < "$p" | cut -c1-64 > "$p.txt"; } &
      head -c "$size" <&3 | tee "$p" |
        aws --endpoint-url "$ENDPOINT" s3 cp - "$3" --expected-size "$size" --only-show-errors ||
        exit 1
      wait
      echo "$size $(cat "$p.txt")"
      """;
  // Under another name until it is whole, and on the disk before it gets its own.
  private static final String FROM_STORE =
      """
      cd "$1" && mkdir -p -- "$(dirname -- "$2")" && p=/tmp/sum.$$ && mkfifo "$p" || exit 1
      { sha256sum < "$p" | cut -c1-64 > "$p.txt"; } &
      aws --endpoint-url "$ENDPOINT" s3 cp "$3" - --only-show-errors |
        tee "$p" > "$2.part" || exit 1
      wait
      found="$(stat -c %s -- "$2.part") $(cat "$p.txt")"
      [ "$found" = "$4 $5" ] || { echo "found $found" >&2; rm -f -- "$2.part"; exit 1; }
      sync && mv -- "$2.part" "$2"
      """;

  private final Workload workload;
  private final Supplier<String> image;
  private final ClusterJobs objects;
  private @Nullable Relay relay;

  /**
   * @param image has a shell, coreutils and the AWS CLI; asked for when it is first needed
   */
  Carrier(Workload workload, Supplier<String> image) {
    this.workload = workload;
    this.image = image;
    this.objects = new ClusterJobs(workload.client(), workload.namespace());
  }

  /** Starts the pod at once: to load its image under the load of a drill takes many seconds. */
  void use(Relay through) {
    relay = through;
    pod(through);
  }

  boolean ready() {
    return relay != null;
  }

  /** Opens a file as it is now; the stream ends with an error where a byte of it was changed. */
  Content open(String directory, String path) {
    Relay through = relay();
    String key = key();
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    pod(through).run(LIMIT, said, new byte[0], command(TO_STORE, directory, path, url(key)));
    String[] sizeAndSum = said.toString(UTF_8).strip().split(" ", 2);
    try {
      Content there = through.open(key);
      long size = Long.parseLong(sizeAndSum[0]);
      if (there.size() != size) {
        there.close();
        throw cannot(path, size + " bytes in the bucket", there.size() + " bytes");
      }
      return new Content(
          size, new Verified(there.stream(), size, sizeAndSum[1], () -> through.delete(key)));
    } catch (IOException e) {
      throw cannot(path, "an object that can be read", String.valueOf(e.getMessage()));
    }
  }

  /** Writes a file through another name, once the pod has seen it whole. */
  void write(String directory, String path, InputStream content, long size) {
    Relay through = relay();
    String key = key();
    try {
      DigestInputStream summed = new DigestInputStream(content, Verified.sha256());
      through.put(key, summed, size);
      String sum = HexFormat.of().formatHex(summed.getMessageDigest().digest());
      pod(through)
          .run(
              LIMIT,
              OutputStream.nullOutputStream(),
              new byte[0],
              command(FROM_STORE, directory, path, url(key), Long.toString(size), sum));
    } catch (IOException e) {
      throw cannot(path, "content that can be read to its end", String.valueOf(e.getMessage()));
    } finally {
      through.delete(key);
    }
  }

  /** Takes the pod away, so that the volume is free. */
  void close() {
    if (relay != null) {
      helper("").close();
    }
  }

  private static String[] command(String script, String... arguments) {
    String[] command = new String[4 + arguments.length];
    command[0] = "sh";
    command[1] = "-c";
    command[2] = script;
    command[3] = "sh";
    System.arraycopy(arguments, 0, command, 4, arguments.length);
    return command;
  }

  private Exec pod(Relay through) {
    SharedStore store = through.store();
    objects.secret(
        POD,
        Map.of(
            "AWS_ACCESS_KEY_ID",
            Secret.of(store.keyId()),
            "AWS_SECRET_ACCESS_KEY",
            store.secretKey(),
            "AWS_DEFAULT_REGION",
            Secret.of(store.region()),
            "ENDPOINT",
            Secret.of(store.fromPods().toString())));
    return helper(image.get()).open();
  }

  private HelperPod helper(String with) {
    return new HelperPod(workload, POD, with, Optional.of(POD));
  }

  private static String key() {
    return FOLDER + UUID.randomUUID();
  }

  private String url(String key) {
    return "s3://" + relay().bucket() + "/" + key;
  }

  private Relay relay() {
    if (relay == null) {
      throw cannot("a large file", "an S3 that pods and this JVM both reach", "none");
    }
    return relay;
  }

  private DrillException cannot(String what, String expected, String found) {
    return new DrillException(
        "Cannot carry %s from or to the volume of %s".formatted(what, workload),
        expected,
        found,
        "Look at the bucket and at pod " + POD + ", and run again.");
  }
}
