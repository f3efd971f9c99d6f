package io.redisdrill.stack;

import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes a tree as one YAML document that YAML 1.1 and 1.2 readers understand alike. */
final class YamlWriter {
  // The versions differ over these: y is a boolean to some, 0o7 and 1e3 are numbers to others.
  private static final Pattern AMBIGUOUS = Pattern.compile("[yYnN]|[-+.\\d].*");

  private YamlWriter() {}

  static String write(Object tree) {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(FlowStyle.BLOCK);
    options.setSplitLines(false);
    return new Yaml(new Texts(options), options).dump(tree);
  }

  private static final class Texts extends Representer {
    Texts(DumperOptions options) {
      super(options);
    }

    @Override
    protected Node representScalar(Tag tag, String value, ScalarStyle style) {
      if (!tag.equals(Tag.STR)) {
        return super.representScalar(tag, value, style);
      }
      ScalarStyle chosen =
          value.contains("\n")
              ? ScalarStyle.LITERAL
              : AMBIGUOUS.matcher(value).matches() ? ScalarStyle.DOUBLE_QUOTED : style;
      return super.representScalar(tag, value, chosen);
    }
  }
}
