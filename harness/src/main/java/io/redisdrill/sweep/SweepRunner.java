package io.redisdrill.sweep;

import io.redisdrill.DrillException;
import io.redisdrill.platform.embedded.LocalEngine;
import io.redisdrill.stack.RedisConf;
import io.redisdrill.sweep.DataSource.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sweeps: prepares a private copy and the oracle, tries each image, and keeps the results.
 *
 * @param engine the server, and where it works
 * @param workers images at a time
 * @param limit for each start, answer and stop of a server
 */
public record SweepRunner(LocalEngine engine, int workers, Duration limit) {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * How far a sweep is.
   *
   * @param done images of all in this sweep or shard
   * @param resumed of those, done by an earlier command
   */
  public record Progress(int done, int of, int resumed) {}

  /** Returns one that uses every core. */
  public static SweepRunner of(LocalEngine engine) {
    return new SweepRunner(engine, Runtime.getRuntime().availableProcessors(), LIMIT);
  }

  /**
   * Tries all images that are not in {@code out} yet.
   *
   * @throws DrillException if the undamaged files cannot be loaded as they were written
   */
  public SweepResult run(SweepPlan plan, Path out, Consumer<Progress> progress)
      throws InterruptedException {
    Instant beganAt = Instant.now();
    long began = System.nanoTime();
    DataSource source = DataSource.find(plan.source(), plan.settings());
    Part target = target(plan, source);
    try {
      Path master = Files.createDirectory(engine.directory().resolve("master"));
      source.copyTo(master);
      for (Part part : source.log()) {
        FrozenExpiry.in(master.resolve(part.file()));
      }
      RecordedLog log = RecordedLog.read(master, source);
      Images images = images(plan, source, target);
      long[] positions = plan.sampling().of(images);
      ImageDirectory directory = new ImageDirectory(source, log, images);
      Oracle oracle = oracle(plan, directory, positions);
      SweepHeader header = header(plan, directory, target, oracle, positions.length);
      SweepFiles files = SweepFiles.open(out, header);
      Trial trial = new Trial(directory, oracle, limit);
      Station control = Station.make(engine, "control", conf(plan, source));
      trial.control(target, control);
      Workers work = new Workers(this, conf(plan, source), trial, files, progress);
      long prepared = System.nanoTime();
      SweepResult result = SweepResult.of(header, work.run(positions, plan.shard()));
      trial.control(target, control); // what it holds has not changed by itself meanwhile
      Reproducers.in(out).write(result, directory, conf(plan, source));
      files.finish(result);
      int tried = work.tried();
      double rate = tried / seconds(prepared);
      files.write(new SweepTimes(beganAt, tried, seconds(began), rate, workers));
      return result;
    } catch (IOException e) {
      throw SweepFiles.cannotWrite(out, e);
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private RedisConf conf(SweepPlan plan, DataSource source) {
    return SweepSettings.image(engine.version(), source, plan.settings());
  }

  private Oracle oracle(SweepPlan plan, ImageDirectory directory, long[] positions)
      throws IOException {
    BitSet expected = new BitSet();
    for (int i = 0; i < positions.length; i++) {
      expected.set(Math.max(0, directory.expected(new Image(i, positions[i]))));
    }
    Station station =
        Station.make(
            engine, "reference", SweepSettings.reference(engine.version(), plan.settings()));
    return new Replay(directory.log()).run(station, expected, limit);
  }

  private static Part target(SweepPlan plan, DataSource source) {
    Part target =
        plan.file()
            .map(
                name ->
                    source
                        .part(name)
                        .orElseThrow(
                            () ->
                                DataSource.cannot(
                                    plan.source(),
                                    "--file to be one of "
                                        + source.parts().stream().map(Part::file).toList(),
                                    name,
                                    "Correct --file, or leave it out for "
                                        + source.target().file())))
            .orElseGet(source::target);
    if (target.bytes() == 0) {
      throw DataSource.cannot(
          plan.source(),
          "a file with something in it",
          "0 bytes in " + target.file(),
          "Name another one with --file, or let the server write something first.");
    }
    return target;
  }

  private Images images(SweepPlan plan, DataSource source, Part target) throws IOException {
    return switch (plan.kind()) {
      case TRUNCATE -> new Truncations(target.file(), target.bytes());
      case BITFLIP -> new BitFlips(target.file(), target.bytes());
      case CRASH -> new PowerCuts(engine.directory().resolve("cuts")).of(source);
    };
  }

  private SweepHeader header(
      SweepPlan plan, ImageDirectory directory, Part target, Oracle oracle, int images)
      throws IOException {
    return new SweepHeader(
        SweepHeader.SCHEMA,
        plan.kind(),
        directory.images().file(),
        directory.images().bytes(),
        directory.source().sha256(target),
        oracle.base(),
        engine.version(),
        plan.settings(),
        plan.sampling(),
        oracle.units(),
        images,
        plan.shard().equals(Shard.whole()) ? Optional.empty() : Optional.of(plan.shard()));
  }
}
