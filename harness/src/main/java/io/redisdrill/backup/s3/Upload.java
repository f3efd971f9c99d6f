package io.redisdrill.backup.s3;

import io.redisdrill.DrillException;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;

/**
 * An object on its way into a bucket, in parts of 16 MiB, each with its SHA-256. Closing it without
 * {@link #complete} throws away what was sent: half an object never looks like a whole one. One
 * thread at a time.
 */
public final class Upload extends OutputStream {
  // S3 takes 10,000 parts: so an archive may have 156 GiB.
  private static final int PART_BYTES = 16 << 20;

  private static final String TYPE = "application/gzip";

  private final Bucket bucket;
  private final S3Client client;
  private final String key;
  private final String id;
  private final byte[] part = new byte[PART_BYTES];
  private final List<CompletedPart> sent = new ArrayList<>();
  private final MessageDigest ofParts = sha256();
  private int filled;
  private long bytes;
  private boolean complete;

  private Upload(Bucket bucket, S3Client client, String key, String id) {
    this.bucket = bucket;
    this.client = client;
    this.key = key;
    this.id = id;
  }

  static Upload begin(Bucket bucket, S3Client client, String key) {
    String id =
        bucket.ask(
            subject(bucket, key),
            () ->
                client
                    .createMultipartUpload(
                        request ->
                            request
                                .bucket(bucket.settings().bucket())
                                .key(key)
                                .contentType(TYPE)
                                .storageClass(StorageClass.STANDARD_IA)
                                .checksumAlgorithm(ChecksumAlgorithm.SHA256))
                    .uploadId());
    return new Upload(bucket, client, key, id);
  }

  private static String subject(Bucket bucket, String key) {
    return "Cannot upload " + bucket.url(key);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public void write(int one) {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) {
    int done = 0;
    while (done < length) {
      int room = Math.min(length - done, PART_BYTES - filled);
      System.arraycopy(from, offset + done, part, filled, room);
      filled += room;
      done += room;
      if (filled == PART_BYTES) {
        send();
      }
    }
  }

  private void send() {
    MessageDigest digest = sha256();
    digest.update(part, 0, filled);
    byte[] sum = digest.digest();
    String encoded = Base64.getEncoder().encodeToString(sum);
    int number = sent.size() + 1;
    int length = filled;
    String tag =
        bucket.ask(
            subject(bucket, key),
            () ->
                client
                    .uploadPart(
                        request ->
                            request
                                .bucket(bucket.settings().bucket())
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .checksumSHA256(encoded),
                        RequestBody.fromContentProvider(
                            () -> new ByteArrayInputStream(part, 0, length), length, TYPE))
                    .eTag());
    sent.add(CompletedPart.builder().partNumber(number).eTag(tag).checksumSHA256(encoded).build());
    ofParts.update(sum);
    bytes += filled;
    filled = 0;
  }

  /**
   * Lets the object come into being, unless there is one of that name, and reads back what S3 knows
   * of it.
   *
   * @throws DrillException if it is not there afterwards, in its full size and with its checksum
   */
  public Stored complete() {
    if (filled > 0 || sent.isEmpty()) {
      send();
    }
    String tag =
        bucket.ask(
            subject(bucket, key),
            () ->
                client
                    .completeMultipartUpload(
                        request ->
                            request
                                .bucket(bucket.settings().bucket())
                                .key(key)
                                .uploadId(id)
                                .ifNoneMatch("*")
                                .multipartUpload(all -> all.parts(sent)))
                    .eTag());
    complete = true;
    return verify(tag);
  }

  private Stored verify(String tag) {
    HeadObjectResponse head =
        bucket.ask(
            subject(bucket, key),
            () ->
                client.headObject(
                    request ->
                        request
                            .bucket(bucket.settings().bucket())
                            .key(key)
                            .checksumMode(ChecksumMode.ENABLED)));
    String sum = Base64.getEncoder().encodeToString(ofParts.digest()) + "-" + sent.size();
    boolean sameSum = head.checksumSHA256() == null || head.checksumSHA256().equals(sum);
    if (head.contentLength() != bytes || !head.eTag().equals(tag) || !sameSum) {
      bucket.delete(key);
      throw new DrillException(
          subject(bucket, key),
          "%,d bytes, ETag %s, SHA-256 %s".formatted(bytes, tag, sum),
          "%,d bytes, ETag %s, SHA-256 %s"
              .formatted(head.contentLength(), head.eTag(), head.checksumSHA256()),
          "That object was deleted: run again, and look for what changes data on the way.");
    }
    return new Stored(key, bytes, tag, head.lastModified());
  }

  /** Returns how many bytes S3 has taken so far. */
  public long bytes() {
    return bytes;
  }

  @Override
  public void close() {
    if (!complete) {
      complete = true;
      try {
        client.abortMultipartUpload(
            request -> request.bucket(bucket.settings().bucket()).key(key).uploadId(id));
      } catch (SdkException unreachable) {
        // Its parts cost money until a lifecycle rule of the bucket clears them; no object exists.
        return;
      }
    }
  }
}
