package io.redisdrill.junit;

import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One repetition of a method that runs no drill of the catalogue. */
record PlainInvocation(int repetition, int of) implements TestTemplateInvocationContext {
  @Override
  public String getDisplayName(int invocationIndex) {
    return of == 1 ? "once" : "[%d/%d]".formatted(repetition, of);
  }
}
