package io.redisdrill.stack;

import io.redisdrill.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Overrides a setting wherever the manifests state it: in the redis.conf of the ConfigMap, and
 * among the arguments of redis-server, which would win over the file.
 */
final class StackOverride {
  // The volume mount, the Service and the probes repeat them; the password is the Secret's.
  private static final Set<String> FIXED = Set.of("dir", "port", "include", "requirepass");

  private final Stack stack;
  private final String setting;
  private final String value;

  private StackOverride(Stack stack, String setting, String value) {
    this.stack = stack;
    this.setting = setting.strip().toLowerCase(Locale.ROOT);
    this.value = value;
  }

  static Stack apply(Stack stack, String setting, String value) {
    var override = new StackOverride(stack, setting, value);
    override.requireOverridable();
    RedisConf conf = stack.conf().with(override.setting, value);
    List<Manifest> manifests = stack.manifests().stream().map(override::change).toList();
    return new Stack(
        stack.name(),
        stack.source(),
        manifests,
        conf,
        stack.pod(),
        stack.warnings(),
        stack.applying());
  }

  private void requireOverridable() {
    String subject = "Cannot override '%s' of stack %s".formatted(setting, stack);
    if (!setting.matches("[a-z][a-z0-9-]*")) {
      throw new UsageException(
          subject, "the name of a setting of redis.conf", "'" + setting + "'", "Write name=value.");
    }
    if (FIXED.contains(setting)) {
      throw new UsageException(
          subject,
          "a setting that stands in redis.conf alone",
          "one that other fields of the manifests must agree with",
          "Change it in the manifests and load those.");
    }
  }

  private Manifest change(Manifest manifest) {
    RedisPod pod = stack.pod();
    boolean isConf = pod.conf().filter(ref -> manifest.is("ConfigMap", ref.object())).isPresent();
    if (isConf) {
      Map<String, @Nullable Object> tree = manifest.document().tree();
      String key = pod.conf().orElseThrow().key();
      if (tree.get("data") instanceof Map<?, ?> old) {
        Map<String, @Nullable Object> data = TreeCopy.map(old);
        String text = String.valueOf(data.get(key));
        data.put(key, changed(RedisConf.parse(manifest.toString(), text)).render());
        tree.put("data", data);
      }
      return new Document(manifest.file(), tree).manifest();
    }
    return manifest.is(pod.kind(), pod.name()) ? changeArguments(manifest.document()) : manifest;
  }

  private RedisConf changed(RedisConf file) {
    if (file.all("include").isEmpty()) {
      return file.with(setting, value);
    }
    // An included file may set it too. The last line wins, but save points add up until an empty
    // one takes them back.
    RedisConf last = new RedisConf(List.of()).with(setting, value);
    RedisConf before = file.without(setting);
    return (setting.equals("save") ? before.with(setting, "") : before).then(last);
  }

  private Manifest changeArguments(Document owner) {
    var redis = RedisContainer.find(stack.source(), List.of(owner));
    if (ServerArguments.of(redis.command()).hidden().contains(setting)) {
      throw redis
          .container()
          .get("command")
          .refuse(
              "a shell script that leaves %s to redis.conf".formatted(setting),
              "--" + setting + " in the script",
              "Move it into redis.conf, where it can be overridden.");
    }
    String list = redis.container().get("args").isPresent() ? "args" : "command";
    for (String name : List.of("command", "args")) {
      Field words = redis.container().get(name);
      if (words.isPresent()) {
        List<String> kept = ServerArguments.without(words.texts(), setting);
        if (name.equals(list) && stack.pod().conf().isEmpty()) {
          kept.add("--" + setting);
          kept.addAll(
              new RedisConf(List.of()).with(setting, value).directives().get(0).arguments());
        }
        put(redis.container(), name, kept);
      }
    }
    return owner.manifest();
  }

  /** The tree was read for this change alone, so that it may be changed in place. */
  @SuppressWarnings("unchecked")
  private static void put(Field container, String name, List<String> words) {
    if (container.value() instanceof Map<?, ?> map) {
      ((Map<String, Object>) map).put(name, new ArrayList<>(words));
    }
  }
}
