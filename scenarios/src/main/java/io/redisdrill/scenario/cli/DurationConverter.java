package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.settings.Durations;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: {@code 500ms}, {@code 3s}, {@code 2m}, {@code PT2.5S}. */
final class DurationConverter implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    try {
      return Durations.parse("the duration", text);
    } catch (UsageException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
