package io.redisdrill.junit;

import io.redisdrill.UsageException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** What tests get wrong, told with class, method and parameter. */
final class Misuse {
  private static final String OURS = "RedisUnderTest, Drills or DrillResult";

  private Misuse() {}

  static void onClass(Class<?> type, RedisPersistenceTest said) {
    if (said.drills().length > 0 || said.repeat() != 0) {
      throw onAnnotation(
          type,
          "drills and repeat on methods only",
          said.drills().length > 0 ? "drills on the class" : "repeat on the class",
          "Put them on a method of the class.");
    }
  }

  static void onMethod(Method method, RedisPersistenceTest said) {
    boolean drills = said.drills().length > 0;
    if (drills && (!said.stack().isEmpty() || said.set().length > 0)) {
      throw onAnnotation(
          method,
          "drills, which bring their own stacks, or a stack with settings",
          "both",
          "Leave one out; Drills runs any fault on any stack.");
    }
    if (drills && said.lifecycle() != Lifecycle.UNSET) {
      throw onAnnotation(
          method,
          "drills, which get a Redis of their own each, or a lifecycle",
          "both",
          "Leave the lifecycle out.");
    }
    if (said.repeat() < 0) {
      throw onAnnotation(
          method, "a repeat of at least 1", String.valueOf(said.repeat()), "Correct repeat.");
    }
    if (AnnotationSupport.isAnnotated(method, Test.class)) {
      throw onAnnotation(
          method, "one annotation that makes it a test", "@Test beside it", "Leave @Test out.");
    }
  }

  private static UsageException onAnnotation(
      AnnotatedElement on, String expected, String found, String nextStep) {
    return new UsageException(
        "Cannot use @RedisPersistenceTest on " + name(on), expected, found, nextStep);
  }

  /** Two extensions would offer the same parameters. */
  static UsageException registeredTwice(Class<?> type, String beside) {
    return new UsageException(
        "Cannot use the RedisPersistenceExtension of " + type.getName(),
        "one that is registered for a class and those within it",
        beside,
        "Leave one out; methods may be annotated all the same.");
  }

  static UsageException notStatic(Class<?> type) {
    return new UsageException(
        "Cannot use the RedisPersistenceExtension of " + type.getName(),
        "a static field with @RegisterExtension",
        "one that is not static",
        "Make it static: it is asked before there is an instance.");
  }

  static UsageException outsideOfATest(ParameterContext parameter, ExtensionContext context) {
    return new UsageException(
        cannotGive(parameter),
        "a test method, or one with @BeforeEach or @AfterEach",
        "one that runs once for " + context.getRequiredTestClass().getName(),
        "Redis is emptied before each test: load data in @BeforeEach.");
  }

  static UsageException noDrill(ParameterContext parameter) {
    return new UsageException(
        cannotGive(parameter),
        "@RedisPersistenceTest(drills = …) on the method",
        "none",
        "Name the drills there, or take a Drills parameter and run them yourself.");
  }

  static UsageException notOurs(ParameterContext parameter) {
    return new UsageException(
        cannotGive(parameter),
        "a parameter of type " + OURS,
        parameter.getParameter().getType().getName(),
        "Take one of those and ask it.");
  }

  private static String cannotGive(ParameterContext parameter) {
    return "Cannot give the parameter '%s' of %s a value"
        .formatted(parameter.getParameter().getName(), name(parameter.getDeclaringExecutable()));
  }

  static ExtensionConfigurationException in(AnnotatedElement where, UsageException e) {
    String message = String.valueOf(e.getMessage());
    return new ExtensionConfigurationException(
        message.contains(name(where)) ? message : "In " + name(where) + ": " + message, e);
  }

  /** Returns a class, or a method or constructor with its class and parameters, as people do. */
  static String name(AnnotatedElement element) {
    if (element instanceof Class<?> type) {
      return type.getName();
    }
    if (element instanceof Executable executable) {
      String parameters =
          Arrays.stream(executable.getParameters())
              .map(Misuse::name)
              .collect(Collectors.joining(", ", "(", ")"));
      String type = executable.getDeclaringClass().getName();
      return executable instanceof Method
          ? type + "." + executable.getName() + parameters
          : type + parameters;
    }
    return element.toString();
  }

  private static String name(Parameter parameter) {
    return parameter.getType().getSimpleName() + " " + parameter.getName();
  }
}
