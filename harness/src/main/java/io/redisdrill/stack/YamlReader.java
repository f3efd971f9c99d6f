package io.redisdrill.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML as Kubernetes does: several documents, aliases and merge keys resolved, octal modes as
 * numbers, dates as text. Jackson's tree model is not used, because it leaves an alias as the text
 * of its name.
 */
final class YamlReader {
  /** The largest file, in bytes: a whole deployment is a thousand times smaller. */
  static final int MAX_BYTES = 5 * 1024 * 1024;

  private YamlReader() {}

  /** Returns the objects in a text; the items of a {@code List} are objects of their own. */
  static List<Document> read(String file, String text) {
    if (text.length() > MAX_BYTES || text.getBytes(UTF_8).length > MAX_BYTES) {
      throw tooLarge(file);
    }
    List<Document> documents = new ArrayList<>();
    try {
      for (Object loaded : yaml().loadAll(text)) {
        if (loaded != null) {
          add(file, new TreeCopy(file).copy(loaded), documents);
        }
      }
    } catch (YAMLException e) {
      throw invalid(file, e);
    }
    return documents;
  }

  private static Yaml yaml() {
    var limits = new LoaderOptions();
    limits.setCodePointLimit(MAX_BYTES);
    limits.setAllowDuplicateKeys(false);
    var dump = new DumperOptions();
    return new Yaml(
        new SafeConstructor(limits), new Representer(dump), dump, limits, new DatesAsText());
  }

  private static void add(String file, @Nullable Object tree, List<Document> documents) {
    if (!(tree instanceof Map<?, ?> map)
        || !(map.get("kind") instanceof String kind)
        || kind.isBlank()) {
      throw new Field("%s, document %d".formatted(file, documents.size() + 1), "", tree)
          .refuse(
              "a Kubernetes object with apiVersion, kind and metadata",
              "Keep files that are no manifests out of the directory, or name the one file.");
    }
    if (kind.endsWith("List") && map.containsKey("items")) {
      for (Field item : new Field(file + ", " + kind, "", map).get("items").items()) {
        add(file, item.value(), documents);
      }
    } else {
      documents.add(new Document(file, TreeCopy.map(map)));
    }
  }

  static UsageException tooLarge(String file) {
    return new UsageException(
        "Cannot read " + file,
        "at most 5 MiB of manifests",
        "more than that",
        "Give only the manifests of the Redis to be drilled.");
  }

  private static UsageException invalid(String file, YAMLException e) {
    String where = "";
    String problem = String.valueOf(e.getMessage());
    if (e instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      Mark mark = marked.getProblemMark();
      where = ", line %d, column %d".formatted(mark.getLine() + 1, mark.getColumn() + 1);
      problem = String.valueOf(marked.getProblem());
    }
    // The cause is left out on purpose: its message quotes the lines, passwords included.
    return new UsageException(
        "Cannot read " + file + where,
        "valid YAML",
        problem.lines().findFirst().orElse("a syntax error"),
        "Correct it; a template must be rendered first (helm template, kubectl kustomize).");
  }

  /** Kubernetes has no dates in YAML: 2026-01-01 is a text there. */
  private static final class DatesAsText extends Resolver {
    @Override
    public void addImplicitResolver(Tag tag, Pattern regexp, @Nullable String first, int limit) {
      if (!tag.equals(Tag.TIMESTAMP)) {
        super.addImplicitResolver(tag, regexp, first, limit);
      }
    }
  }
}
