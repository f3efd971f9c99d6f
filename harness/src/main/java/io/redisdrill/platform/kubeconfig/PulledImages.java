package io.redisdrill.platform.kubeconfig;

import io.redisdrill.platform.kubernetes.ImageNames;
import io.redisdrill.platform.kubernetes.ImageNames.Role;
import io.redisdrill.platform.kubernetes.Images;
import java.util.Set;

/**
 * The images that an existing cluster pulls by itself.
 *
 * @param names under which it finds them
 */
record PulledImages(ImageNames names) implements Images {
  @Override
  public String replacementOf(String image) {
    return names.replacementOf(image);
  }

  @Override
  public String helper() {
    return names.of(Role.REDIS);
  }

  @Override
  public String s3Client() {
    return names.of(Role.AWS_CLI);
  }

  @Override
  public boolean provide(Set<String> images) {
    return false;
  }
}
