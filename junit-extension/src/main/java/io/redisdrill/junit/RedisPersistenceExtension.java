package io.redisdrill.junit;

import io.redisdrill.DrillResult;
import io.redisdrill.UsageException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;

/**
 * The extension behind {@link RedisPersistenceTest}. Stateless: what tests share is in JUnit's
 * stores, which close it.
 */
public final class RedisPersistenceExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver,
        TestExecutionExceptionHandler,
        TestTemplateInvocationContextProvider {
  private static final List<Class<?>> OURS =
      List.of(RedisUnderTest.class, Drills.class, DrillResult.class);

  /** For JUnit, by way of the annotation. */
  public RedisPersistenceExtension() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    Configs.on(type).ifPresent(said -> Misuse.onClass(type, said));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (takes(context, RedisUnderTest.class)) {
      TestScope.of(context).begin();
    }
  }

  /** Methods that JUnit calls before the test may take the Redis too: their class decides. */
  private static boolean takes(ExtensionContext context, Class<?> parameter) {
    Stream<Method> befores =
        context.getRequiredTestInstances().getAllInstances().stream()
            .flatMap(
                instance ->
                    AnnotationSupport.findAnnotatedMethods(
                        instance.getClass(), BeforeEach.class, HierarchyTraversalMode.TOP_DOWN)
                        .stream());
    return Stream.concat(befores, Stream.of(context.getRequiredTestMethod()))
        .anyMatch(method -> Arrays.asList(method.getParameterTypes()).contains(parameter));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestScope.of(context).end();
  }

  /** Adds to a failure where the settings came from, for whoever reads it. */
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new SettingsNote(Configs.of(context).origins()));
    throw failure;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return OURS.contains(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (context.getTestMethod().isEmpty()) {
      throw Misuse.outsideOfATest(parameter, context);
    }
    if (type == RedisUnderTest.class) {
      return TestScope.of(context).redis();
    }
    if (type == Drills.class) {
      return TestScope.of(context).drills();
    }
    DrillResult result =
        context.getStore(Suite.NAMESPACE).get(DrillInvocation.RESULT, DrillResult.class);
    if (result == null) {
      throw Misuse.noDrill(parameter, context);
    }
    return result;
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return Configs.on(context.getRequiredTestMethod()).isPresent();
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    RedisPersistenceTest said = Configs.on(context.getRequiredTestMethod()).orElseThrow();
    try {
      Misuse.onMethod(context.getRequiredTestMethod(), said);
      Config config = Configs.of(context);
      Suite suite = Suite.of(context, config);
      List<String> drills = List.of(said.drills());
      drills.forEach(suite.catalogue()::drill);
      int repeat = config.repeat();
      return drills.isEmpty()
          ? IntStream.rangeClosed(1, repeat).mapToObj(n -> new PlainInvocation(n, repeat))
          : drills.stream()
              .flatMap(
                  drill ->
                      IntStream.rangeClosed(1, repeat)
                          .mapToObj(n -> new DrillInvocation(drill, n, repeat)));
    } catch (UsageException e) {
      throw Misuse.in(context, e);
    }
  }
}
