package io.redisdrill.junit;

import io.redisdrill.UsageException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

/** What tests get wrong, told with class, method and parameter. */
final class Misuse {
  private Misuse() {}

  static void onClass(Class<?> type, RedisPersistenceTest said) {
    if (said.drills().length > 0 || said.repeat() != 0) {
      throw new UsageException(
          "Cannot use @RedisPersistenceTest on " + type.getName(),
          "drills and repeat on methods only",
          said.drills().length > 0 ? "drills on the class" : "repeat on the class",
          "Put them on a method of the class.");
    }
  }

  static void onMethod(Method method, RedisPersistenceTest said) {
    if (said.drills().length > 0 && (!said.stack().isEmpty() || said.set().length > 0)) {
      throw new UsageException(
          "Cannot use @RedisPersistenceTest on " + name(method),
          "drills, which bring their own stacks, or a stack with settings",
          "both",
          "Leave one out; Drills runs any fault on any stack.");
    }
    if (said.repeat() < 0) {
      throw new UsageException(
          "Cannot use @RedisPersistenceTest on " + name(method),
          "a repeat of at least 1",
          String.valueOf(said.repeat()),
          "Correct repeat.");
    }
  }

  static UsageException outsideOfATest(ParameterContext parameter, ExtensionContext context) {
    return new UsageException(
        "Cannot give %s of %s a value"
            .formatted(parameter.getParameter(), parameter.getDeclaringExecutable()),
        "a test method, or one with @BeforeEach or @AfterEach",
        "one that runs once for " + context.getRequiredTestClass().getName(),
        "Redis is emptied before each test: load data in @BeforeEach.");
  }

  static UsageException noDrill(ParameterContext parameter, ExtensionContext context) {
    return new UsageException(
        "Cannot give %s of %s a value"
            .formatted(parameter.getParameter(), name(context.getRequiredTestMethod())),
        "@RedisPersistenceTest(drills = …) on the method",
        "none",
        "Name the drills there, or take a Drills parameter and run them yourself.");
  }

  static ExtensionConfigurationException in(ExtensionContext context, UsageException e) {
    return new ExtensionConfigurationException(
        name(context.getRequiredTestMethod()) + ": " + e.getMessage(), e);
  }

  static String name(Method method) {
    return method.getDeclaringClass().getName() + "." + method.getName();
  }
}
