package io.redisdrill.stack;

import io.redisdrill.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The manifests in a folder of the class path, or in one file there. */
final class ManifestResources {
  private ManifestResources() {}

  static List<ManifestText> of(ClassLoader loader, String resource) {
    String path = resource.replaceAll("^/+|/+$", "");
    URL url = loader.getResource(path);
    if (url == null) {
      throw new UsageException(
          "Cannot read classpath:" + resource,
          "a folder or a file with manifests on the class path",
          "nothing of that name",
          "Correct the name; a jar without entries for its folders needs the name of one file.");
    }
    try {
      if (ManifestText.isManifest(path.substring(path.lastIndexOf('/') + 1))) {
        return List.of(read("classpath:" + path, url));
      }
      URLConnection connection = url.openConnection();
      if (connection instanceof JarURLConnection jar) {
        // A cached JarFile is shared with the class loader, and must not be closed here.
        jar.setUseCaches(false);
        try (JarFile file = jar.getJarFile()) {
          return readFolder(file, path);
        }
      }
      return ManifestFiles.of(Path.of(URI.create(url.toString())));
    } catch (IOException e) {
      throw ManifestText.unreadable("classpath:" + resource, e);
    }
  }

  private static List<ManifestText> readFolder(JarFile jar, String folder) throws IOException {
    List<String> names =
        jar.stream()
            .map(JarEntry::getName)
            .filter(name -> name.startsWith(folder + "/"))
            .filter(name -> name.indexOf('/', folder.length() + 1) < 0)
            .filter(name -> ManifestText.isManifest(name.substring(folder.length() + 1)))
            .sorted()
            .toList();
    if (names.isEmpty()) {
      throw ManifestText.empty("classpath:" + folder);
    }
    List<ManifestText> texts = new ArrayList<>();
    for (String name : names) {
      try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
        texts.add(ManifestText.read("classpath:" + name, in));
      }
    }
    return texts;
  }

  private static ManifestText read(String name, URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false);
    try (InputStream in = connection.getInputStream()) {
      return ManifestText.read(name, in);
    }
  }
}
