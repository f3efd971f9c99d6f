package io.redisdrill.junit;

import io.redisdrill.settings.Settings;
import io.redisdrill.settings.Settings.Source;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds what applies to a test: annotations from the inside out, then the other places. */
final class Configs {
  private Configs() {}

  static Config of(ExtensionContext context) {
    Settings settings =
        Settings.standard()
            .beforeLast(
                new Source(
                    name -> "junit-platform.properties",
                    name -> context.getConfigurationParameter(name)));
    Optional<ExtensionContext> at = Optional.of(context);
    // The innermost annotation has to be asked first, so it is put in front last.
    Deque<Source> sources = new ArrayDeque<>();
    while (at.isPresent()) {
      at.get().getElement().flatMap(Configs::annotation).ifPresent(sources::push);
      at = at.get().getParent();
    }
    for (Source source : sources) {
      settings = settings.after(source);
    }
    return new Config(settings);
  }

  static Optional<RedisPersistenceTest> on(AnnotatedElement element) {
    return AnnotationSupport.findAnnotation(element, RedisPersistenceTest.class);
  }

  private static Optional<Source> annotation(AnnotatedElement element) {
    return on(element)
        .map(
            said ->
                new Source(
                    name -> "@RedisPersistenceTest on " + element, name -> attribute(said, name)));
  }

  private static Optional<String> attribute(RedisPersistenceTest said, String name) {
    return switch (name) {
      case "redis-drill.stack" -> Optional.of(said.stack());
      case "redis-drill.set" -> Optional.of(String.join("\n", said.set()));
      case "redis-drill.platform" ->
          Optional.of(said.platform()).filter(p -> p != PlatformChoice.UNSET).map(Enum::name);
      case "redis-drill.lifecycle" ->
          Optional.of(said.lifecycle()).filter(l -> l != Lifecycle.UNSET).map(Enum::name);
      case "redis-drill.repeat" ->
          Optional.of(said.repeat()).filter(r -> r != 0).map(String::valueOf);
      default -> Optional.empty();
    };
  }
}
