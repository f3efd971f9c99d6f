package io.redisdrill.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one image showed. Holds no time, port or process id: the same image gives the same result.
 *
 * @param image its place among all images of the sweep, from 0
 * @param position where the damage is, as {@link Images} counts
 * @param outcome what became of it
 * @param first what the first start showed, before the clean restart
 * @param loadedUnits how many commands and transactions were loaded, where that can be told
 * @param writesLost how many of the writes after the first start were gone after the second
 * @param reason more about it, in words
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ImageResult(
    long image,
    long position,
    Outcome outcome,
    Outcome first,
    OptionalLong loadedUnits,
    OptionalLong writesLost,
    Optional<String> reason) {

  static ImageResult of(Image image, Outcome outcome, OptionalLong loaded) {
    return new ImageResult(
        image.index(),
        image.position(),
        outcome,
        outcome,
        loaded,
        OptionalLong.empty(),
        Optional.empty());
  }

  ImageResult but(Outcome later, String why) {
    return new ImageResult(
        image, position, later, first, loadedUnits, writesLost, Optional.of(why));
  }

  ImageResult because(String why) {
    return but(outcome, why);
  }

  ImageResult losing(long writes) {
    return new ImageResult(
        image, position, outcome, first, loadedUnits, OptionalLong.of(writes), reason);
  }
}
