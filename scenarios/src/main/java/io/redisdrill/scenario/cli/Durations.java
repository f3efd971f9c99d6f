package io.redisdrill.scenario.cli;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as people write them: {@code 500ms}, {@code 3s}, {@code 2m}, {@code PT2.5S}. */
final class Durations implements ITypeConverter<Duration> {
  private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h)");

  @Override
  public Duration convert(String text) {
    Matcher plain = NUMBER_AND_UNIT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (plain.matches()) {
      long number = Long.parseLong(plain.group(1));
      return switch (plain.group(2)) {
        case "ms" -> Duration.ofMillis(number);
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        default -> Duration.ofHours(number);
      };
    }
    try {
      return Duration.parse(text.strip());
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "expected a duration such as 500ms, 3s, 2m or PT2.5S, found '%s'. Write a number and its unit."
              .formatted(text));
    }
  }
}
