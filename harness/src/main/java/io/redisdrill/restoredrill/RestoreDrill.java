package io.redisdrill.restoredrill;

import io.redisdrill.DrillException;
import io.redisdrill.Verdict;
import io.redisdrill.backup.BrokenBackupException;
import io.redisdrill.backup.UnpackedBackup;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.redis.Console;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.redis.RedisUnavailableException;
import io.redisdrill.restoredrill.Origin.Fetched;
import io.redisdrill.restoredrill.RestoreResult.Evidence;
import io.redisdrill.restoredrill.RestoreResult.EvidenceFile;
import io.redisdrill.restoredrill.RestoreResult.Phase;
import io.redisdrill.run.EventLog;
import io.redisdrill.run.RunClock;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.run.Scratch;
import io.redisdrill.stack.RedisConf;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Restores a backup into a fresh Redis of this machine and tells what that showed. What is in the
 * backup is on this machine for as long as the drill takes, in a temporary directory; the archive
 * itself is only read. One drill a thread.
 */
public final class RestoreDrill {
  private static final String DATA = "data";

  private final EmbeddedPlatform platform;
  private final RedisClients clients;
  private final Consumer<String> listener;

  /**
   * @param listener told of each step before it is done
   */
  public RestoreDrill(EmbeddedPlatform platform, RedisClients clients, Consumer<String> listener) {
    this.platform = platform;
    this.clients = clients;
    this.listener = listener;
  }

  /**
   * Drills; whatever is wrong with the backup or the way to it is in the result. If the thread is
   * interrupted, it ends early, and the result says so.
   */
  public RestoreResult run(Request request, RunDirectory directory) {
    RunClock clock = RunClock.start();
    Findings findings = new Findings();
    try (Scratch scratch = Scratch.create("restore-drill");
        EventLog events = directory.record(clock)) {
      new Run(request, findings, scratch.path(), clock, events).all();
    }
    return new RestoreResult(
        RestoreResult.SCHEMA,
        Verdicts.of(findings),
        Verdicts.sentence(findings),
        new Evidence(
            request.by(),
            clock.startedAt(),
            Instant.now(),
            request.tool(),
            Optional.ofNullable(findings.server)),
        findings.backup(request.origin().source()),
        findings.recoveryTime(),
        findings.afterwards,
        findings.checks,
        findings.expectations,
        findings.contents(),
        Optional.ofNullable(findings.secondRestart),
        Verdicts.notShown(findings, request),
        List.of(evidence(directory.file("events.jsonl"))));
  }

  private static EvidenceFile evidence(Path file) {
    try {
      Sums.Digested read = Sums.of(file);
      return new EvidenceFile(String.valueOf(file.getFileName()), read.bytes(), read.sha256());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Step<T> {
    T take() throws InterruptedException;
  }

  /** One drill. */
  private final class Run {
    private final Request request;
    private final Findings findings;
    private final Path scratch;
    private final RunClock clock;
    private final EventLog events;
    private String step = "";

    Run(Request request, Findings findings, Path scratch, RunClock clock, EventLog events) {
      this.request = request;
      this.findings = findings;
      this.scratch = scratch;
      this.clock = clock;
      this.events = events;
    }

    void all() {
      try {
        Fetched fetched = fetch();
        UnpackedBackup backup = unpack(fetched);
        check(backup);
        RedisConf conf = request.conf().orElseGet(() -> RestoredServer.confFor(backup.names()));
        try (RestoredServer server =
            RestoredServer.over(
                scratch.resolve(DATA),
                conf,
                platform,
                clients,
                clock,
                events,
                request.startLimit())) {
          restore(server, backup);
          judge(server, backup);
        }
      } catch (BrokenBackupException e) {
        // An interruption ends streams, which then look cut off.
        findings.check(
            step,
            Thread.interrupted() ? Verdict.UNKNOWN : Verdict.FAIL,
            String.valueOf(e.getMessage()));
      } catch (DrillException | RedisUnavailableException e) {
        findings.check(step, Verdict.UNKNOWN, String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        findings.check(step, Verdict.UNKNOWN, "it was ended from outside");
      }
      if (findings.expectations.isEmpty()) {
        expect(Optional.empty());
      }
    }

    private Fetched fetch() throws InterruptedException {
      Fetched fetched =
          timed(
              request.origin().step(),
              findings.phases,
              () -> request.origin().fetch(scratch),
              Fetched::bytes);
      findings.fetched = fetched;
      findings.made = Making.of(fetched, Optional.empty(), clock.startedAt());
      findings.checks.addAll(Integrity.archive(fetched, request.sha256()));
      return fetched;
    }

    private UnpackedBackup unpack(Fetched fetched) throws InterruptedException {
      Path into = scratch.resolve(DATA).resolve(UnpackedBackup.PLACE);
      UnpackedBackup backup =
          timed(
              "unpack, verify",
              findings.phases,
              () -> {
                UnpackedBackup all =
                    UnpackedBackup.unpack(fetched.archive(), into, request.limits());
                request.origin().requireUnchanged(fetched);
                return all;
              },
              UnpackedBackup::bytes);
      findings.unpacked = backup;
      findings.made = Making.of(fetched, Optional.of(backup), clock.startedAt());
      if (findings.made.ageMillis() < -60_000) {
        findings.check(
            "age",
            Verdict.UNKNOWN,
            "%s says %s, which is still to come"
                .formatted(findings.made.accordingTo(), findings.made.at()));
      }
      return backup;
    }

    private void check(UnpackedBackup backup) throws InterruptedException {
      Integrity.metadata(backup).ifPresent(findings.checks::add);
      boolean vouched =
          findings.checks.stream().anyMatch(check -> check.verdict() == Verdict.PASS)
              && !findings.foundFault();
      findings.checks.addAll(Integrity.forms(backup, vouched));
      findings.checks.addAll(
          timed(
              "check",
              findings.afterwards,
              () -> Integrity.tools(backup, platform, request.startLimit()),
              done -> backup.bytes()));
    }

    private void restore(RestoredServer server, UnpackedBackup backup) throws InterruptedException {
      begin("try out");
      findings.server = server.tryOut(backup);
      begin("restore");
      findings.phases.addAll(server.restore(backup, request.limits()));
      findings.serves = true;
      findings.check("restore", Verdict.PASS, "Redis starts from it and serves");
    }

    private void judge(RestoredServer server, UnpackedBackup backup) throws InterruptedException {
      findings.contents =
          timed("count", findings.afterwards, () -> Served.contents(server, backup), done -> 0L);
      Served.compared(findings.contents).ifPresent(findings.checks::add);
      try (Console console = server.console()) {
        expect(Optional.of(console));
      }
      findings.secondRestart =
          timed(
              "second restart",
              findings.afterwards,
              () -> Served.restarted(server, findings),
              done -> 0L);
    }

    private void expect(Optional<Console> console) {
      request
          .expectations()
          .forEach(each -> findings.expectations.add(each.judge(findings.known(), console)));
    }

    private void begin(String name) {
      step = name;
      events.record("step", Map.of("name", name));
      listener.accept(name);
    }

    private <T> T timed(
        String name, List<Phase> phases, Step<T> step, java.util.function.ToLongFunction<T> bytes)
        throws InterruptedException {
      begin(name);
      long began = clock.now();
      T done = step.take();
      phases.add(Findings.phase(name, clock.now() - began, bytes.applyAsLong(done)));
      return done;
    }
  }
}
