package io.redisdrill.scenario.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Images and passwords. The value of a password is never shown. */
record PodRules(StackLint lint) {
  private static final List<String> SECRETS = List.of("password", "passwd", "secret", "token");
  private static final Pattern MARKER = Pattern.compile(".*\\$[({].*", Pattern.DOTALL);

  Stream<Advice> all() {
    return Stream.of(latest(), spelledOut(), inConf()).flatMap(rules -> rules);
  }

  private Stream<Advice> latest() {
    return sorted(lint.facts().images())
        .filter(image -> floats(image.getValue()))
        .map(
            image ->
                new Advice(
                    "floating-image",
                    image.getKey(),
                    image.getValue()
                        + " may be another server after the next restart, with other files.",
                    "Name a version, or a digest.",
                    "./drill matrix --image " + image.getValue()));
  }

  private static boolean floats(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    return !last.contains("@") && (!last.contains(":") || last.endsWith(":latest"));
  }

  private Stream<Advice> spelledOut() {
    return sorted(lint.facts().variables())
        .filter(
            variable ->
                SECRETS.stream().anyMatch(variable.getKey().toLowerCase(Locale.ROOT)::contains))
        .filter(variable -> !variable.getValue().isBlank())
        .filter(variable -> !MARKER.matcher(variable.getValue()).matches())
        .map(variable -> plainText(variable.getKey()));
  }

  private Stream<Advice> inConf() {
    return Stream.of("requirepass", "masterauth")
        .filter(
            setting ->
                lint.conf()
                    .get(setting)
                    .filter(value -> !value.replace("\"", "").isBlank())
                    .filter(value -> !MARKER.matcher(value).matches())
                    .isPresent())
        .map(setting -> plainText("redis.conf, " + setting));
  }

  private static Advice plainText(String place) {
    return new Advice(
        "plain-text-password",
        place,
        "A password is spelled out where everybody may read it who may read the object.",
        "Take it from a Secret.",
        "./drill run hybrid-pod-delete");
  }

  private static Stream<Map.Entry<String, String>> sorted(Map<String, String> map) {
    return map.entrySet().stream().sorted(Map.Entry.comparingByKey());
  }
}
