package io.redisdrill.backup.s3;

import io.redisdrill.DrillException;
import io.redisdrill.backup.s3.S3Settings.Keys;
import io.redisdrill.platform.Secret;
import io.redisdrill.run.Scratch;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;

/**
 * An S3 inside this JVM: S3Proxy over a temporary directory, on the loopback address, with keys of
 * its own. It speaks the protocol, signatures and checksums included; it says nothing of how fast
 * or how lasting Amazon's is, and it forgets the storage class of an object.
 */
public final class InJvmS3 implements AutoCloseable {
  private static final int THREADS = 16;

  private final Scratch directory;
  private final S3Proxy server;
  private final Keys keys;

  private InJvmS3(Scratch directory, S3Proxy server, Keys keys) {
    this.directory = directory;
    this.server = server;
    this.keys = keys;
  }

  /** Starts one, without buckets. */
  public static InJvmS3 start() {
    Keys keys = new Keys("redis-drill", Secret.generate());
    Scratch directory = Scratch.create("s3");
    try {
      S3Proxy server = server(directory.path(), keys);
      server.start();
      return new InJvmS3(directory, server, keys);
    } catch (Exception e) { // S3Proxy.start() declares no less
      directory.close();
      throw new DrillException(
          "Cannot start an S3 in this JVM",
          "a port on the loopback address",
          String.valueOf(e),
          "See what keeps this JVM from listening on 127.0.0.1.",
          e);
    }
  }

  private static S3Proxy server(Path directory, Keys keys) {
    Properties place = new Properties();
    place.setProperty("jclouds.filesystem.basedir", directory.toString());
    return S3Proxy.builder()
        .blobStore(BlobStores.create("filesystem", place))
        .awsAuthentication(AuthenticationType.AWS_V4, keys.id(), keys.secret().reveal())
        .endpoint(URI.create("http://127.0.0.1:0"))
        .jettyMaxThreads(THREADS)
        .stopTimeout(0)
        .build();
  }

  /** Returns the settings of a bucket here, which is made if need be. */
  public S3Settings bucket(String name) {
    S3Settings settings = S3Settings.of(name).at(endpoint()).with(keys);
    try (Bucket bucket = Bucket.open(settings)) {
      bucket.create();
    }
    return settings;
  }

  /** Returns where requests go. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  /** Ends it and deletes what was stored. */
  @Override
  public void close() {
    try (directory) {
      server.stop();
    } catch (Exception e) { // S3Proxy.stop() declares no less
      throw new DrillException(
          "Cannot end the S3 in this JVM",
          "a server that stops, and a directory that can be deleted",
          String.valueOf(e),
          "Delete " + directory.path() + " by hand.",
          e);
    }
  }
}
