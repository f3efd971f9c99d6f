package io.redisdrill.backup;

import io.redisdrill.DrillException;
import io.redisdrill.UsageException;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.backup.s3.S3Settings;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.Jobs.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program of the user's on this machine. It finds all in its environment: {@code REDIS_HOST},
 * {@code REDIS_PORT} and {@code REDIS_PASSWORD} (also as {@code REDISCLI_AUTH}), the drill's bucket
 * as {@code S3_BUCKET} and {@code AWS_ENDPOINT_URL}, and the keys to it under the usual {@code
 * AWS_…} names. Whatever else begins with {@code AWS_} is taken away, so that no drill writes to a
 * bucket of others. Nothing is an argument, which every process of the machine could read.
 *
 * @param program that exits with 0 once its backup is in the bucket
 */
public record ScriptTrigger(Path program) implements Trigger {
  private static final String AWS = "AWS_";
  private static final int LAST_LINES = 20;

  public ScriptTrigger {
    if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
      throw new UsageException(
          "Cannot back up with " + program,
          "a program that this user may run",
          Files.exists(program) ? "a file or directory that is none" : "no such file",
          "Name it, with chmod +x and a first line such as #!/bin/sh.");
    }
  }

  @Override
  public String name() {
    return String.valueOf(program.getFileName());
  }

  @Override
  public Ended run(BackupSource source, Bucket bucket, Duration limit) throws InterruptedException {
    Endpoint redis = source.redis().endpoint();
    S3Settings.Keys keys = bucket.settings().keys().orElseThrow();
    ProcessBuilder start =
        new ProcessBuilder(program.toAbsolutePath().toString()).redirectErrorStream(true);
    Map<String, String> environment = start.environment();
    environment.keySet().removeIf(name -> name.startsWith(AWS));
    environment.putAll(
        Map.of(
            "REDIS_HOST", redis.host(),
            "REDIS_PORT", Integer.toString(redis.port()),
            "REDIS_PASSWORD", redis.password().reveal(),
            "REDISCLI_AUTH", redis.password().reveal(),
            "S3_BUCKET", bucket.settings().bucket(),
            "AWS_ENDPOINT_URL", bucket.settings().endpoint().orElseThrow().toString(),
            "AWS_DEFAULT_REGION", bucket.settings().region(),
            "AWS_REGION", bucket.settings().region(),
            "AWS_ACCESS_KEY_ID", keys.id(),
            "AWS_SECRET_ACCESS_KEY", keys.secret().reveal()));
    ScriptOutput output = new ScriptOutput(List.of(redis.password(), keys.secret()));
    try {
      return ended(start, limit, output);
    } finally {
      source.record().ifPresent(output::writeTo);
    }
  }

  private Ended ended(ProcessBuilder start, Duration limit, ScriptOutput output)
      throws InterruptedException {
    Process process;
    try {
      process = start.start();
      process.getOutputStream().close();
    } catch (IOException e) {
      throw cannot("a program that can be run", String.valueOf(e.getMessage()));
    }
    try {
      output.read(process.getInputStream());
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw cannot(
            "its end within " + limit,
            "a program that still runs; its last words: " + said(output));
      }
      output.end();
      int code = process.exitValue();
      return new Ended(name(), code == 0, "exit code " + code, said(output));
    } finally {
      // What it started must not go on to write to a bucket that is gone.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String said(ScriptOutput output) {
    List<String> lines = output.text().lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private DrillException cannot(String expected, String found) {
    return new DrillException(
        "Cannot back up with " + program,
        expected,
        found,
        "Run it by hand, with the variables that docs/backup.md names.");
  }
}
