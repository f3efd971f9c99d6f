package io.redisdrill.scenario.bench;

import io.redisdrill.platform.k3s.K3sPlatform;
import io.redisdrill.platform.k3s.K3sSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * How long it takes until a cluster can be drilled on, beside the bare container of Testcontainers.
 * Images are those that the Docker engine has.
 *
 * @param rounds to take the median of
 */
public record ClusterBench(int rounds) {
  private static final double NANOS_A_SECOND = 1e9;

  /**
   * What was measured.
   *
   * @param bench always {@code cluster}
   * @param bareSeconds from the constructor of K3sContainer to its end of start
   * @param seconds from nothing to a platform that deploys, with the S3 beside it
   * @param ratio of the two
   */
  public record Figures(String bench, double bareSeconds, double seconds, double ratio) {}

  /** Starts each in turn, after one of each that does not count. */
  public Figures run() {
    K3sSettings settings = K3sSettings.standard().alone();
    List<Double> bare = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double bareSeconds = K3sPlatform.bareStart(settings).toNanos() / NANOS_A_SECOND;
      double seconds = ready(settings);
      if (round > 0) {
        bare.add(bareSeconds);
        ours.add(seconds);
      }
    }
    double bareSeconds = Median.of(bare);
    double seconds = Median.of(ours);
    return new Figures("cluster", bareSeconds, seconds, seconds / bareSeconds);
  }

  private static double ready(K3sSettings settings) {
    long began = System.nanoTime();
    try (K3sPlatform platform = K3sPlatform.open(settings)) {
      double seconds = (System.nanoTime() - began) / NANOS_A_SECOND;
      platform.unavailable().ifPresent(IllegalStateException::new);
      return seconds;
    }
  }
}
