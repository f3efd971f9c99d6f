package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.backup.BackupReport.Step;
import io.redisdrill.backup.Unpacking;
import io.redisdrill.backup.s3.Bucket;
import io.redisdrill.platform.embedded.EmbeddedPlatform;
import io.redisdrill.redis.RedisClients;
import io.redisdrill.report.Reports;
import io.redisdrill.restoredrill.BucketOrigin;
import io.redisdrill.restoredrill.Expectation;
import io.redisdrill.restoredrill.LocalOrigin;
import io.redisdrill.restoredrill.Origin;
import io.redisdrill.restoredrill.Request;
import io.redisdrill.restoredrill.RestoreDrill;
import io.redisdrill.restoredrill.RestoreResult;
import io.redisdrill.restoredrill.RestoreResult.Check;
import io.redisdrill.restoredrill.RestoreResult.Phase;
import io.redisdrill.restoredrill.SealedReport;
import io.redisdrill.restoredrill.Signer;
import io.redisdrill.run.RunDirectory;
import io.redisdrill.stack.RedisConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code drill restore-drill}. */
@Command(
    name = "restore-drill",
    description = {
      "Restore a real backup into a fresh Redis of this machine, and keep what that showed as",
      "evidence: age, recovery time, integrity, contents, a second restart, a verdict. The backup",
      "is only read; no value of it is kept."
    },
    sortOptions = false)
final class RestoreDrillCommand implements Callable<Integer> {
  private final Screen screen;

  @Parameters(
      paramLabel = "ARCHIVE",
      description = "A .tar.gz or .rdb file, s3://BUCKET/KEY, or s3://BUCKET/PREFIX with --latest.")
  private String archive = "";

  @Option(names = "--latest", description = "The newest object whose key begins with PREFIX.")
  private boolean latest;

  @Option(
      names = "--expect",
      paramLabel = "RULE",
      description = {
        "What has to hold, once or more often: min-keys=N, key=NAME, max-age=26h,",
        "max-recovery=5m; min-keys@DB=N and key@DB=NAME for one database."
      })
  private List<String> expect = List.of();

  @Option(
      names = "--sha256",
      paramLabel = "HEX",
      description = "What the archive's sum must be. A file ARCHIVE.sha256 beside it counts too.")
  private Optional<String> sha256 = Optional.empty();

  @Option(
      names = "--sign",
      paramLabel = "KEY.pem",
      description = "Sign the report with this private key: RSA, EC or Ed25519, PKCS #8.")
  private Optional<Path> sign = Optional.empty();

  @Option(names = "--by", paramLabel = "NAME", description = "Who drills, in the report.")
  private String by = System.getProperty("user.name", "unknown");

  @Option(
      names = "--conf",
      paramLabel = "FILE",
      description = "The redis.conf that the server would start with, instead of one that fits.")
  private Optional<Path> conf = Optional.empty();

  @Option(
      names = "--unpack-ratio",
      paramLabel = "N",
      description = "Give up on an archive that unpacks to more than N times its size (200).")
  private int ratio = Unpacking.DEFAULT.ratio();

  @Option(
      names = "--redis",
      paramLabel = "PATH",
      description = "The redis-server to restore into, instead of the bundled one.")
  private Optional<Path> redis = Optional.empty();

  @Option(
      names = "--image",
      paramLabel = "NAME",
      description = "A container image on this machine whose redis-server to restore into.")
  private Optional<String> image = Optional.empty();

  @Mixin private BucketOptions s3 = new BucketOptions();

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description = "Where the report goes (restore-drills).")
  private Path runs = Path.of("restore-drills");

  @Option(names = "--json", description = "Print the report as JSON on a line, and nothing else.")
  private boolean json;

  RestoreDrillCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    Optional<Signer> signer = sign.map(Signer::of);
    Request words =
        Request.of(new LocalOrigin(Path.of(archive)), new Version().getVersion()[0])
            .expecting(expect.stream().map(Expectation::parse).toList())
            .withSha256(sha256.map(RestoreDrillCommand::sum))
            .with(conf.map(RestoreDrillCommand::settings))
            .within(new Unpacking(Unpacking.DEFAULT.bytes(), ratio, Unpacking.DEFAULT.files()))
            .by(by);
    if (redis.isPresent() && image.isPresent()) {
      throw new UsageException(
          "Cannot tell which redis-server to run",
          "--redis or --image",
          "both",
          "Leave one of them out.");
    }
    if (!BucketOptions.isUrl(archive)) {
      requireFile();
      return drill(words, signer);
    }
    BucketOptions.Place place = s3.place(archive);
    String key = place.key().orElse("");
    if (!latest && (key.isEmpty() || key.endsWith("/"))) {
      throw new UsageException(
          "Cannot drill " + archive,
          "the key of an object, or --latest",
          "neither",
          "Add --latest for the newest object there.");
    }
    try (Bucket bucket = Bucket.open(place.bucket())) {
      Origin origin = new BucketOrigin(bucket, key, latest);
      return drill(words.from(origin), signer);
    }
  }

  private void requireFile() {
    if (latest || !Files.isRegularFile(Path.of(archive))) {
      throw new UsageException(
          "Cannot drill " + archive,
          latest ? "s3://BUCKET/PREFIX with --latest" : "a file, or s3://BUCKET/KEY",
          latest ? "a file" : "no such file",
          "Correct its name.");
    }
  }

  private static String sum(String text) {
    if (!text.matches("[0-9a-fA-F]{64}")) {
      throw new UsageException(
          "Cannot read --sha256", "64 hexadecimal digits", "'" + text + "'", "Correct it.");
    }
    return text.toLowerCase(Locale.ROOT);
  }

  private static RedisConf settings(Path file) {
    try {
      return RedisConf.parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UsageException(
          "Cannot read " + file,
          "the redis.conf that the server would start with",
          String.valueOf(e),
          "Correct --conf.",
          e);
    }
  }

  private int drill(Request request, Optional<Signer> signer) {
    try (Interruption interruption = Interruption.ofThisThread();
        EmbeddedPlatform platform =
            image.map(EmbeddedPlatform::ofImage).orElseGet(() -> EmbeddedPlatform.open(redis));
        RedisClients clients = new RedisClients();
        Steps steps = new Steps(json ? screen.quiet() : screen)) {
      RunDirectory directory = RunDirectory.create(runs, "restore-drill", Instant.now());
      RestoreResult result = new RestoreDrill(platform, clients, steps).run(request, directory);
      SealedReport report = SealedReport.of(result, signer);
      directory.write(RestoreResult.FILE, report.text());
      Path page = Reports.restore(directory, result, report.sha256());
      steps.end(timed(result));
      tell(result, report, page);
      return ExitCode.of(result.verdict());
    }
  }

  private static List<Step> timed(RestoreResult result) {
    Stream<Phase> recovery = result.recoveryTime().stream().flatMap(it -> it.phases().stream());
    return Stream.concat(recovery, result.afterwards().stream())
        .map(phase -> new Step(phase.name(), phase.bytes(), phase.millis()))
        .toList();
  }

  private void tell(RestoreResult result, SealedReport report, Path page) {
    if (json) {
      screen.out().println(report.line());
      return;
    }
    Stream.concat(result.expectations().stream(), result.checks().stream())
        .map(this::words)
        .forEach(screen.out()::println);
    screen.out().println(result.sentence());
    screen.out().println(screen.word(result.verdict()) + "  " + ResultWords.fromHere(page));
  }

  private String words(Check check) {
    return "  %s  %s: %s".formatted(screen.word(check.verdict()), check.name(), check.message());
  }
}
