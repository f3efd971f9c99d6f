package io.redisdrill.stack;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The volume that Redis keeps its files on.
 *
 * @param claim the name of the PersistentVolumeClaim
 * @param warning what will be lost with this volume
 */
record DataVolume(Optional<String> claim, Optional<String> warning) {

  static DataVolume of(RedisContainer redis, String directory) {
    Optional<Field> mount =
        redis.container().get("volumeMounts").items().stream()
            .filter(m -> holds(m.get("mountPath").requiredText(), directory))
            .max(Comparator.comparing(m -> m.get("mountPath").requiredText().length()));
    if (mount.isEmpty()) {
      return lost(
          "%s: no volume is mounted at %s, so all data is lost with the container"
              .formatted(redis.container(), directory));
    }
    String name = mount.get().get("name").requiredText();
    if (named(redis.owner().root().get("spec", "volumeClaimTemplates"), "metadata", name)) {
      return claimed("%s-%s-0".formatted(name, redis.owner().name()));
    }
    for (Field volume : redis.pod().get("volumes").items()) {
      if (volume.get("name").requiredText().equals(name)) {
        return ofPod(volume, directory);
      }
    }
    throw mount
        .get()
        .get("name")
        .refuse(
            "the name of a volume or of a volumeClaimTemplate",
            "Add the volume " + name + ", or correct the name.");
  }

  private static DataVolume ofPod(Field volume, String directory) {
    Field claim = volume.get("persistentVolumeClaim");
    if (claim.isPresent()) {
      return claimed(claim.get("claimName").requiredText());
    }
    return volume.get("emptyDir").isPresent()
        ? lost(
            "%s: %s lies on an emptyDir, so all data is lost with the pod"
                .formatted(volume, directory))
        : new DataVolume(Optional.empty(), Optional.empty());
  }

  private static DataVolume claimed(String name) {
    return new DataVolume(Optional.of(name), Optional.empty());
  }

  private static DataVolume lost(String warning) {
    return new DataVolume(Optional.empty(), Optional.of(warning));
  }

  private static boolean named(Field list, String parent, String name) {
    List<Field> items = list.items();
    return items.stream().anyMatch(item -> item.get(parent, "name").requiredText().equals(name));
  }

  private static boolean holds(String mountPath, String directory) {
    return (directory + "/").startsWith(mountPath.replaceAll("/+$", "") + "/");
  }
}
