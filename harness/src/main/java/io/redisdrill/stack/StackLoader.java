package io.redisdrill.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads stacks from wherever their manifests are. Every failure is a {@link
 * io.redisdrill.UsageException} that names the file, the object and the field.
 *
 * <p>A directory or a folder is read without those below it: its {@code .yaml}, {@code .yml} and
 * {@code .json} files, in the order of their names. Templates are not rendered.
 */
public final class StackLoader {
  private StackLoader() {}

  /**
   * Reads a directory or one file of at most 5 MiB. The name of the stack is that of the directory
   * or file. A link that leads out of the directory is refused.
   */
  public static Stack load(Path directoryOrFile) {
    return stack(directoryOrFile.toString(), ManifestFiles.of(directoryOrFile));
  }

  /**
   * Reads a folder, or one file, of the class path, in a jar or not.
   *
   * @param resource such as {@code com/example/stacks/mine} or {@code mine.yaml}
   */
  public static Stack loadResource(ClassLoader loader, String resource) {
    return stack("classpath:" + resource, ManifestResources.of(loader, resource));
  }

  /**
   * Reads a text of one or several YAML documents.
   *
   * @param source where the text comes from, for messages; its last part names the stack
   */
  public static Stack parse(String source, String yaml) {
    return stack(source, List.of(new ManifestText(source, yaml)));
  }

  private static Stack stack(String source, List<ManifestText> texts) {
    List<Document> documents =
        texts.stream()
            .flatMap(text -> YamlReader.read(text.file(), text.yaml()).stream())
            .collect(Collectors.toList());
    return StackReader.read(name(source), source, documents);
  }

  private static String name(String source) {
    String last = source.replace('\\', '/').replaceAll("/+$", "").replaceAll(".*[/:]", "");
    return last.replaceAll("\\.(yaml|yml|json)$", "");
  }
}
