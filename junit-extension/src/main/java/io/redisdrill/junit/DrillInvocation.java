package io.redisdrill.junit;

import io.redisdrill.DrillResult;
import io.redisdrill.Verdict;
import java.util.List;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One repetition of a drill: it runs before the method, which then may look at its result. */
record DrillInvocation(String drill, int repetition, int of)
    implements TestTemplateInvocationContext, BeforeEachCallback, AfterTestExecutionCallback {
  static final String RESULT = "result";

  @Override
  public String getDisplayName(int invocationIndex) {
    return of == 1 ? drill : "%s [%d/%d]".formatted(drill, repetition, of);
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    DrillResult result = TestScope.of(context).drills().run(drill, repetition - 1, of);
    context.getStore(Suite.NAMESPACE).put(RESULT, result);
  }

  /** The verdict counts, whatever the method asserted. */
  @Override
  public void afterTestExecution(ExtensionContext context) {
    DrillResult result = context.getStore(Suite.NAMESPACE).get(RESULT, DrillResult.class);
    if (result != null
        && result.verdict() != Verdict.PASS
        && context.getExecutionException().isEmpty()) {
      throw SettingsNote.under(new AssertionError(Sentences.of(result)), context);
    }
  }
}
