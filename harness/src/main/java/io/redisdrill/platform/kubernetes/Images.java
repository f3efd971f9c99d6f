package io.redisdrill.platform.kubernetes;

import java.util.Optional;
import java.util.Set;

/** Which images a cluster runs, and how they get there. */
public interface Images {
  /** Returns the image to run in place of {@code image}, which may be the same. */
  String replacementOf(String image);

  /** Returns the image of the helper pod that touches files: it has a shell and coreutils. */
  String helper();

  /** Returns the image of a pod that talks to S3: it has a shell, coreutils and the AWS CLI. */
  String s3Client();

  /**
   * Sees to it that the cluster has them all.
   *
   * @return whether they lie on the node now, so that it must not pull them
   * @throws io.redisdrill.DrillException if one is not to be had
   */
  boolean provide(Set<String> images);

  /** Returns what an image starts by itself, where that can be looked up without running it. */
  default Optional<ImageConfig> configuration(String image) {
    return Optional.empty();
  }
}
