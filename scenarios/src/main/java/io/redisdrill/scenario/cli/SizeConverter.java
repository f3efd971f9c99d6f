package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.report.forecast.Sizes;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes as people write them: {@code 512KiB}, {@code 64MiB}, {@code 1.5GiB}. */
final class SizeConverter implements ITypeConverter<Long> {
  @Override
  public Long convert(String text) {
    try {
      return Sizes.parse(text);
    } catch (UsageException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
