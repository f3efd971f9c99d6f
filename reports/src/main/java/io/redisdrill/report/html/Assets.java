package io.redisdrill.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Style and script of a page, inlined, and the policy that lets a browser run them and nothing
 * else, whatever text a page may show.
 *
 * @param style all of it
 * @param script all of it
 * @param policy the content security policy
 */
public record Assets(Markup style, Markup script, String policy) {
  static Assets of(List<String> styles, List<String> scripts) {
    String style = joined(styles);
    String script = joined(scripts);
    String policy =
        "default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'"
            .formatted(hash(style), hash(script));
    return new Assets(new Markup(style), new Markup(script), policy);
  }

  private static String joined(List<String> names) {
    return names.stream().map(Assets::read).collect(Collectors.joining("\n"));
  }

  private static String read(String name) {
    try (InputStream in = Assets.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
