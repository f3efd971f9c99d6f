package io.redisdrill.stack;

/**
 * One Kubernetes object as a platform applies it.
 *
 * @param file the file it comes from
 * @param kind its kind, such as {@code StatefulSet}
 * @param name its name; empty if it has none
 * @param yaml the object as one YAML document, without comments, aliases or {@code ---}. It may
 *     hold a password that the user wrote into it.
 */
public record Manifest(String file, String kind, String name, String yaml) {

  /** Returns the YAML for reports: the contents of a Secret and the passwords are left out. */
  public String redacted() {
    return Redaction.of(document()).yaml();
  }

  /** Whether this is the object of that kind and name. */
  boolean is(String kind, String name) {
    return this.kind.equals(kind) && this.name.equals(name);
  }

  Document document() {
    return YamlReader.read(file, yaml).get(0);
  }

  /** Returns the kind, the name and the file, not the contents. */
  @Override
  public String toString() {
    return "%s %s (%s)".formatted(kind, name, file);
  }
}
