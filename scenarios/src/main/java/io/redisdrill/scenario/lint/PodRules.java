package io.redisdrill.scenario.lint;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Images and passwords. The value of a password is never shown. */
record PodRules(StackLint lint) {
  private static final List<String> SECRETS =
      List.of("password", "passwd", "secret", "token", "rediscli_auth");
  private static final Pattern ARGUMENT =
      Pattern.compile("redis-cli\\b[^\\n|;&]*\\s(-a|--pass)\\s+[\"']?[^\\s\"'$]");
  private static final Pattern USER = Pattern.compile("\\s>(?!\\$\\{)");
  private static final Set<String> HARMLESS = Set.of("", "yes", "no", "true", "false", "0", "1");
  private static final Pattern MARKER = Pattern.compile(".*\\$[({].*", Pattern.DOTALL);

  Stream<Advice> all() {
    return Stream.of(latest(), spelledOut(), inCommands(), inConf()).flatMap(rules -> rules);
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
        .filter(variable -> isSecret(variable.getKey()))
        .filter(variable -> !HARMLESS.contains(variable.getValue().strip()))
        .filter(variable -> !MARKER.matcher(variable.getValue()).matches())
        .map(variable -> plainText(variable.getKey()));
  }

  /** By the name of the variable, which a place has in parentheses at its end. */
  private static boolean isSecret(String place) {
    String name = place.substring(place.lastIndexOf('(') + 1).toLowerCase(Locale.ROOT);
    return SECRETS.stream().anyMatch(name::contains) && !name.endsWith("_file)");
  }

  private Stream<Advice> inCommands() {
    return sorted(lint.facts().texts())
        .filter(text -> ARGUMENT.matcher(text.getValue()).find())
        .map(text -> plainText(text.getKey()));
  }

  private Stream<Advice> inConf() {
    Stream<Advice> users =
        lint.conf().all("user").stream()
            .filter(user -> USER.matcher(user).find())
            .map(user -> plainText("redis.conf, user"));
    Stream<Advice> passwords =
        Stream.of("requirepass", "masterauth")
            .filter(
                setting ->
                    lint.conf()
                        .get(setting)
                        .filter(value -> !value.replace("\"", "").isBlank())
                        .filter(value -> !MARKER.matcher(value).matches())
                        .isPresent())
            .map(setting -> plainText("redis.conf, " + setting));
    return Stream.concat(passwords, users);
  }

  private static Advice plainText(String place) {
    return new Advice(
        "plain-text-password",
        place,
        "A password is spelled out where everybody may read it who may read the object.",
        "Take it from a Secret.",
        "no drill: it costs no data, until somebody uses it");
  }

  private static Stream<Map.Entry<String, String>> sorted(Map<String, String> map) {
    return map.entrySet().stream().sorted(Map.Entry.comparingByKey());
  }
}
