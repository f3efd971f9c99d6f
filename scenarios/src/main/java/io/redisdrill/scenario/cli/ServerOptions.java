package io.redisdrill.scenario.cli;

import io.redisdrill.UsageException;
import io.redisdrill.platform.Endpoint;
import io.redisdrill.platform.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The options that name a Redis which somebody else started. */
final class ServerOptions {
  /** As redis-cli looks for it. */
  private static final String PASSWORD = "REDISCLI_AUTH";

  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
  private static final int MOST_PORT = 65_535;

  @Option(
      names = "--server",
      paramLabel = "HOST:PORT",
      description = "The Redis (127.0.0.1:6379); its password in the environment as " + PASSWORD)
  private String server = "127.0.0.1:6379";

  @Option(
      names = "--password-file",
      paramLabel = "PATH",
      description = "A file with the password of the Redis, instead.")
  private Optional<Path> passwordFile = Optional.empty();

  /** Returns where it is. */
  Endpoint endpoint() {
    Matcher address = ADDRESS.matcher(server);
    if (!address.matches() || Integer.parseInt(address.group(2)) > MOST_PORT) {
      throw new UsageException(
          "Cannot connect to '" + server + "'",
          "a host and a port, as 127.0.0.1:6379",
          "something else",
          "Correct --server.");
    }
    return new Endpoint(
        address.group(1),
        Integer.parseInt(address.group(2)),
        Secret.of(password()),
        Endpoint.Route.DIRECT);
  }

  private String password() {
    if (passwordFile.isEmpty()) {
      return Optional.ofNullable(System.getenv(PASSWORD)).orElse("");
    }
    try {
      return Files.readString(passwordFile.get()).strip();
    } catch (IOException e) {
      throw new UsageException(
          "Cannot read the password in " + passwordFile.get(),
          "a file that this user may read",
          String.valueOf(e),
          "Correct --password-file.",
          e);
    }
  }
}
