package io.redisdrill.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command line of redis-server, as far as the manifest spells it out.
 *
 * @param conf the path of the redis.conf
 * @param settings the settings given as {@code --name value}; Redis reads them after the file
 * @param hidden the names of settings inside a shell script, whose values are not read
 */
record ServerArguments(Optional<String> conf, RedisConf settings, Set<String> hidden) {
  private static final Pattern IN_SCRIPT =
      Pattern.compile(
          "\\b(?:redis|valkey)-server\\b(?:[ \\t]+([^-\\s;&|][^\\s;&|]*))?([^\\n;&|]*)");
  private static final Pattern OPTION = Pattern.compile("(?<=\\s)--([a-z][a-z-]*)");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\(([A-Za-z_][A-Za-z0-9_]*)\\)");
  private static final Set<String> SEVERAL_WORDS =
      Set.of("save", "client-output-buffer-limit", "bind", "oom-score-adj-values");

  static ServerArguments of(List<String> command) {
    Optional<String> script =
        command.stream()
            .filter(word -> word.contains("-server") && word.strip().matches("(?s).*\\s.*"))
            .findFirst();
    return script.map(ServerArguments::ofScript).orElseGet(() -> ofWords(command));
  }

  private static ServerArguments ofScript(String script) {
    Matcher matcher = IN_SCRIPT.matcher(script.replace("\\\n", " "));
    if (!matcher.find()) {
      return new ServerArguments(Optional.empty(), new RedisConf(List.of()), Set.of());
    }
    Set<String> hidden = new TreeSet<>();
    OPTION.matcher(matcher.group(2)).results().forEach(match -> hidden.add(match.group(1)));
    Optional<String> conf =
        Optional.ofNullable(matcher.group(1)).map(path -> path.replaceAll("[\"']", ""));
    return new ServerArguments(conf, new RedisConf(List.of()), hidden);
  }

  private static ServerArguments ofWords(List<String> command) {
    List<String> words = command.subList(start(command), command.size());
    boolean hasConf = !words.isEmpty() && !words.get(0).startsWith("-");
    List<Directive> settings = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith("--")) {
        int end = endOfOption(words, i);
        settings.add(directive(words.get(i).substring(2), words.subList(i + 1, end)));
        i = end - 1;
      }
    }
    return new ServerArguments(
        hasConf ? Optional.of(words.get(0)) : Optional.empty(), new RedisConf(settings), Set.of());
  }

  /** Where the arguments begin: the image's own entry point runs redis-server if nothing does. */
  private static int start(List<String> command) {
    for (int i = 0; i < command.size(); i++) {
      if (command.get(i).matches("(.*/)?(redis|valkey)-server")) {
        return i + 1;
      }
    }
    return 0;
  }

  private static int endOfOption(List<String> words, int option) {
    int end = option + 1;
    while (end < words.size() && !words.get(end).startsWith("--")) {
      end++;
    }
    return end;
  }

  private static Directive directive(String name, List<String> values) {
    List<String> words = new ArrayList<>();
    for (String value : values) {
      // Kubernetes replaces $(NAME) in arguments, nothing else does.
      String text = VARIABLE.matcher(value).replaceAll("\\${$1}");
      words.addAll(
          SEVERAL_WORDS.contains(name) && !text.isBlank()
              ? List.of(text.strip().split("\\s+"))
              : List.of(text));
    }
    return new Directive(name, words);
  }

  /** Returns a command without this setting. */
  static List<String> without(List<String> command, String name) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < command.size(); i++) {
      if (command.get(i).equals("--" + name)) {
        i = endOfOption(command, i) - 1;
      } else {
        result.add(command.get(i));
      }
    }
    return result;
  }
}
