package io.redisdrill.junit;

import io.redisdrill.settings.Settings;
import io.redisdrill.settings.Settings.Source;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds what applies to a test: what its code says, from the inside out, then other places. */
final class Configs {
  /**
   * An extension that was built, and the class that registers it.
   *
   * @param on the class
   * @param said what it was built with
   */
  record Registration(Class<?> on, Registered said) {}

  private Configs() {}

  static Config of(ExtensionContext context) {
    Settings settings =
        Settings.standard()
            .beforeLast(
                new Source(
                    name -> "junit-platform.properties",
                    name -> context.getConfigurationParameter(name)));
    Optional<Registration> registration = registration(context);
    // The innermost place has to be asked first, so it is put in front last.
    Deque<Source> sources = new ArrayDeque<>();
    Optional<ExtensionContext> at = Optional.of(context);
    while (at.isPresent()) {
      Optional<AnnotatedElement> element = at.get().getElement();
      element.flatMap(Configs::annotation).ifPresent(sources::push);
      registration
          .filter(built -> element.filter(built.on()::equals).isPresent())
          .ifPresent(built -> sources.push(built.said().source()));
      at = at.get().getParent();
    }
    for (Source source : sources) {
      settings = settings.after(source);
    }
    return new Config(settings, registration.map(Registration::said));
  }

  static Optional<RedisPersistenceTest> on(AnnotatedElement element) {
    return AnnotationSupport.findAnnotation(element, RedisPersistenceTest.class);
  }

  /** Returns whether a class is annotated, or one around it. */
  static boolean onAny(ExtensionContext context) {
    Optional<ExtensionContext> at = Optional.of(context);
    while (at.isPresent()) {
      if (at.get().getElement().flatMap(Configs::on).isPresent()) {
        return true;
      }
      at = at.get().getParent();
    }
    return false;
  }

  static Optional<Registration> registration(ExtensionContext context) {
    return Optional.ofNullable(
        context.getStore(Suite.NAMESPACE).get(Registration.class, Registration.class));
  }

  static void register(ExtensionContext context, Registered said) {
    Registration registration = new Registration(context.getRequiredTestClass(), said);
    context.getStore(Suite.NAMESPACE).put(Registration.class, registration);
  }

  private static Optional<Source> annotation(AnnotatedElement element) {
    return on(element)
        .map(
            said ->
                new Source(
                    name -> "@RedisPersistenceTest on " + Misuse.name(element),
                    name -> attribute(said, name)));
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
