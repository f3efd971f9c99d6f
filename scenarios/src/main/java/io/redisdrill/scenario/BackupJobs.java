package io.redisdrill.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.stack.Manifest;
import io.redisdrill.stack.Stack;
import io.redisdrill.stack.StackLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Collectors;

/** The jobs beside a Redis that come with the tool, as Kubernetes manifests on the class path. */
public final class BackupJobs {
  /** The name of the CronJob that backs up. */
  public static final String BACKUP = "redis-backup";

  /** The name of the CronJob that restores as a published guide does. */
  static final String RESTORE = "redis-restore";

  private static final String FOLDER = "/io/redisdrill/scenario/backup/";
  private static final String WRITTEN_FOR = "redis-hybrid";

  private BackupJobs() {}

  /** Returns a stack with the CronJob {@link #BACKUP} beside it, which backs up every night. */
  public static Stack nightly(Stack stack) {
    return with(stack, "cronjob.yaml");
  }

  /** Returns a stack with the CronJob of a published guide, as published. */
  static Stack ofTheGuide(Stack stack) {
    return with(stack, "guide-cronjob.yaml");
  }

  /** Returns a stack with the restore script of a published guide, in a CronJob. */
  static Stack restoredByTheGuide(Stack stack) {
    return with(stack, "guide-restore.yaml");
  }

  private static Stack with(Stack stack, String file) {
    String yaml =
        stack.manifests().stream().map(Manifest::yaml).collect(Collectors.joining("\n---\n"));
    String job = text(file).replace(WRITTEN_FOR, stack.pod().name());
    return StackLoader.parse(stack.name() + ".yaml", yaml + "\n---\n" + job);
  }

  private static String text(String file) {
    try (InputStream in = BackupJobs.class.getResourceAsStream(FOLDER + file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
