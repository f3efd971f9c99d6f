package io.redisdrill.platform.embedded;

import io.redisdrill.DrillException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that nothing outlives this JVM, not even when it gets SIGKILL: a shell waits for the
 * end of a pipe that only this JVM holds open, then kills every process whose working directory or
 * executable is below the work directory, and removes that.
 *
 * <p>These two tell our processes apart: redis-server overwrites its own arguments and environment,
 * and a process id noted down may be somebody else's by then. Where there is no {@code /proc}
 * (macOS) {@code lsof} tells it.
 */
final class ProcessGuard implements AutoCloseable {
  // The signals that a terminal sends to the whole group must not end the guard before its work.
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM QUIT
      dir=$1
      ours() {
        if [ -d /proc/self ]; then
          for p in /proc/[0-9]*; do
            for link in cwd exe; do
              case "$(readlink "$p/$link" 2>/dev/null)" in "$dir"/*) echo "${p#/proc/}" ;; esac
            done
          done
        else
          lsof -a -d cwd,txt -t +D "$dir" 2>/dev/null
        fi
      }
      cat >/dev/null
      for again in 1 2 3; do
        for p in $(ours); do kill -9 "$p" 2>/dev/null; done
      done
      rm -rf -- "$dir"
      """;
  private static final long END_SECONDS = 10;

  private final Process shell;
  private final OutputStream pipe;

  private ProcessGuard(Process shell) {
    this.shell = shell;
    this.pipe = shell.getOutputStream();
  }

  /** Guards {@code directory} from now on. */
  static ProcessGuard over(Path directory) {
    try {
      return new ProcessGuard(
          new ProcessBuilder("/bin/sh", "-c", SCRIPT, "redis-drill-guard", directory.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start());
    } catch (IOException e) {
      throw new DrillException(
          "Cannot guard the processes of " + directory,
          "a shell at /bin/sh",
          String.valueOf(e.getMessage()),
          "Run on Linux or macOS.",
          e);
    }
  }

  /** Ends the guarded processes and removes the directory; returns when that is done. */
  @Override
  public void close() {
    try {
      pipe.close();
      if (!shell.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
    } catch (IOException alreadyGone) {
      shell.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
