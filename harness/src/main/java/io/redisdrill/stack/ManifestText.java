package io.redisdrill.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.redisdrill.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The text of one file of manifests.
 *
 * @param file its name, for messages
 * @param yaml the text
 */
record ManifestText(String file, String yaml) {

  static boolean isManifest(String name) {
    return name.matches(".*\\.(yaml|yml|json)") && !name.startsWith(".");
  }

  static ManifestText read(String file, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(YamlReader.MAX_BYTES + 1);
    if (bytes.length > YamlReader.MAX_BYTES) {
      throw YamlReader.tooLarge(file);
    }
    return new ManifestText(file, UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
  }

  static UsageException empty(String source) {
    return new UsageException(
        "Cannot read " + source,
        "at least one .yaml, .yml or .json file",
        "none",
        "Name the directory that holds the manifests; those below it are not searched.");
  }

  static UsageException unreadable(String file, IOException cause) {
    return new UsageException(
        "Cannot read " + file,
        "a readable file in UTF-8",
        cause.getClass().getSimpleName() + " (" + cause.getMessage() + ")",
        "Correct the path, the permissions or the encoding.",
        cause);
  }
}
