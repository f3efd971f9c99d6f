package io.redisdrill.junit;

import io.redisdrill.DrillResult;
import io.redisdrill.UsageException;
import io.redisdrill.junit.Configs.Registration;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/**
 * The extension behind {@link RedisPersistenceTest}, which most tests use instead. Where the
 * annotation is too small, build one and register it in a static field:
 *
 * <pre>{@code
 * @RegisterExtension
 * static final RedisPersistenceExtension REDIS =
 *     RedisPersistenceExtension.builder().stack(Stacks.aof(AppendFsync.ALWAYS)).build();
 * }</pre>
 *
 * <p>Stateless: what tests share is in JUnit's stores, which close it. Thread-safe.
 */
public final class RedisPersistenceExtension
    implements BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver,
        TestExecutionExceptionHandler,
        LifecycleMethodExecutionExceptionHandler,
        TestTemplateInvocationContextProvider {
  private static final String OUR_PACKAGE = "io.redisdrill";

  private final Optional<Registered> said;

  /** For JUnit, by way of the annotation. */
  public RedisPersistenceExtension() {
    this.said = Optional.empty();
  }

  RedisPersistenceExtension(Registered said) {
    this.said = Optional.of(said);
  }

  /** Starts to build an extension to be registered in a static field. */
  public static RedisPersistenceExtensionBuilder builder() {
    return new RedisPersistenceExtensionBuilder();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> type = context.getRequiredTestClass();
    try {
      Configs.on(type).ifPresent(annotated -> Misuse.onClass(type, annotated));
      said.ifPresent(built -> register(context, built));
      Configs.of(context).check();
    } catch (UsageException e) {
      throw Misuse.in(type, e);
    }
  }

  /** JUnit calls this for nested classes too. */
  private static void register(ExtensionContext context, Registered built) {
    Class<?> type = context.getRequiredTestClass();
    Optional<Registration> before = Configs.registration(context);
    if (before.isEmpty()) {
      if (Configs.onAny(context)) {
        throw Misuse.registeredTwice(type, "@RedisPersistenceTest on the class, too");
      }
      Configs.register(context, built);
    } else if (!before.get().said().equals(built)) {
      throw Misuse.registeredTwice(type, "another one on " + before.get().on().getName());
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (said.isPresent() && Configs.registration(context).isEmpty()) {
      throw Misuse.notStatic(context.getRequiredTestClass());
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestScope.ifAny(context).ifPresent(TestScope::end);
  }

  /** Adds to a failure where the settings came from, for whoever reads it. */
  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw SettingsNote.under(failure, context);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw SettingsNote.under(failure, context);
  }

  @Override
  public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    throw SettingsNote.under(failure, context);
  }

  /** Types of ours that are no parameters are taken too, to say so. */
  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    String in = parameter.getParameter().getType().getPackageName();
    return in.equals(OUR_PACKAGE) || in.startsWith(OUR_PACKAGE + ".");
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    boolean ours =
        type == RedisUnderTest.class || type == Drills.class || type == DrillResult.class;
    if (!ours) {
      throw Misuse.notOurs(parameter);
    }
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
      throw Misuse.noDrill(parameter);
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
    Method method = context.getRequiredTestMethod();
    RedisPersistenceTest annotated = Configs.on(method).orElseThrow();
    try {
      Misuse.onMethod(method, annotated);
      Config config = Configs.of(context);
      config.check();
      List<String> drills = List.of(annotated.drills());
      drills.forEach(Suite.of(context).catalogue()::drill);
      return drills.isEmpty()
          ? repetitions(config, PlainInvocation::new)
          : drills.stream()
              .flatMap(drill -> repetitions(config, (n, of) -> new DrillInvocation(drill, n, of)));
    } catch (UsageException e) {
      throw Misuse.in(method, e);
    }
  }

  private static Stream<TestTemplateInvocationContext> repetitions(
      Config config, BiFunction<Integer, Integer, TestTemplateInvocationContext> invocation) {
    int times = config.repeat();
    return IntStream.rangeClosed(1, times).mapToObj(n -> invocation.apply(n, times));
  }
}
