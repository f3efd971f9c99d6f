package io.redisdrill.platform.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.DrillException;
import io.redisdrill.platform.Secret;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/**
 * Whether a Redis takes the password that its manifests name. A probe that is given another one
 * keeps the pod from ever being ready, and does not say why.
 *
 * @param password as the manifests name it
 * @param port of Redis in its pod
 */
record Login(Secret password, int port) {
  private static final String REFUSED = "WRONGPASS";

  /** Returns the trouble with it, as far as the container has a shell and a redis-cli to tell. */
  Optional<Trouble> trouble(Exec exec) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try {
      exec.run(
          said,
          line(password.reveal()).getBytes(UTF_8),
          "sh",
          "-c",
          "head -n 1 | redis-cli -p " + port + " 2>&1");
    } catch (DrillException noShell) {
      return Optional.empty();
    }
    String answer = said.toString(UTF_8);
    if (!answer.contains(REFUSED)) {
      return Optional.empty();
    }
    // redis-cli logs in by itself first, with what the container gives it in REDISCLI_AUTH.
    String whose =
        answer.lines().anyMatch("OK"::equals)
            ? "the password with which its own container asks, as in REDISCLI_AUTH"
            : "the password of its manifests";
    return Optional.of(
        new Trouble(
            "a Redis that answers %s to %s".formatted(REFUSED, whose),
            "See that redis.conf, the probes and the Secret name the same password.",
            true));
  }

  /** The password goes by standard input: it must not be seen among the arguments. */
  private static String line(String password) {
    StringBuilder quoted = new StringBuilder("AUTH \"");
    for (byte each : password.getBytes(UTF_8)) {
      quoted.append("\\x%02x".formatted(each));
    }
    return quoted.append("\"\n").toString();
  }
}
