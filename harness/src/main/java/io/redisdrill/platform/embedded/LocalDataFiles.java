package io.redisdrill.platform.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import io.redisdrill.DrillException;
import io.redisdrill.platform.DataFiles;
import io.redisdrill.platform.powercut.Launcher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** The data directory of an embedded Redis. */
record LocalDataFiles(Path directory, BooleanSupplier running) implements DataFiles {
  private static final String FULL = "No space left on device";

  @Override
  public List<DataFile> list() {
    List<DataFile> files = new ArrayList<>();
    try {
      Files.walkFileTree(directory, new Collector(files));
    } catch (IOException e) {
      throw cannot("list", ".", e);
    }
    files.sort(Comparator.comparing(DataFile::path));
    return List.copyOf(files);
  }

  @Override
  public OptionalLong free() {
    try {
      return OptionalLong.of(Files.getFileStore(directory).getUsableSpace());
    } catch (IOException e) {
      throw cannot("ask for the free space beside", ".", e);
    }
  }

  @Override
  public boolean near() {
    return true;
  }

  /** Redis renames and deletes files while they are listed: one that is gone is no error. */
  private final class Collector extends SimpleFileVisitor<Path> {
    private final List<DataFile> files;

    private Collector(List<DataFile> files) {
      this.files = files;
    }

    /** What the launcher keeps there is no data of Redis. */
    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
      return visited.equals(directory.resolve(Launcher.SIDE_FOLDER))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        String path = directory.relativize(file).toString().replace('\\', '/');
        files.add(new DataFile(path, attributes.size()));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException && !file.equals(directory)) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }

  @Override
  public byte[] read(String path) {
    try {
      return Files.readAllBytes(resolve(path));
    } catch (IOException e) {
      throw cannot("read", path, e);
    }
  }

  @Override
  public void write(String path, byte[] content) {
    change(
        "write",
        path,
        file -> {
          Files.createDirectories(directory.resolve(path).toAbsolutePath().getParent());
          Files.write(file, content);
        });
  }

  @Override
  public byte[] read(String path, long offset, int length) {
    try (FileChannel channel = FileChannel.open(resolve(path), READ)) {
      channel.position(offset);
      return Channels.newInputStream(channel).readNBytes(length);
    } catch (IOException e) {
      throw cannot("read", path, e);
    }
  }

  @Override
  public void patch(String path, long offset, byte[] bytes) {
    change(
        "change",
        path,
        file -> {
          try (FileChannel channel = FileChannel.open(file, WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            channel.position(offset);
            while (left.hasRemaining()) {
              channel.write(left);
            }
          }
        });
  }

  /** Redis is run by the user of this JVM. */
  @Override
  public Access access(String path) {
    Path file = resolve(path);
    try {
      return new Access(
          PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
          Files.isReadable(file),
          Files.isWritable(file));
    } catch (IOException e) {
      throw cannot("look at", path, e);
    }
  }

  @Override
  public void permit(String path, String permissions) {
    change(
        "permit",
        path,
        file -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions)));
  }

  @Override
  public long fill() {
    return new Filler(directory).fill();
  }

  @Override
  public void drain() {
    new Filler(directory).drain();
  }

  @Override
  public Content open(String path) {
    try {
      FileChannel channel = FileChannel.open(resolve(path), READ);
      long size = channel.size();
      return new Content(size, new Bounded(Channels.newInputStream(channel), size));
    } catch (IOException e) {
      throw cannot("read", path, e);
    }
  }

  @Override
  public void write(String path, InputStream content, long size) {
    change(
        "write",
        path,
        file -> {
          Path part = resolve(path + ".part");
          Files.createDirectories(file.toAbsolutePath().getParent());
          try (FileChannel channel = FileChannel.open(part, CREATE, WRITE, TRUNCATE_EXISTING)) {
            long written = content.transferTo(Channels.newOutputStream(channel));
            if (written != size) {
              throw new IOException("%,d of %,d bytes came".formatted(written, size));
            }
            channel.force(true);
          }
          Files.move(part, file, ATOMIC_MOVE, REPLACE_EXISTING);
        });
  }

  @Override
  public void move(String from, String to) {
    change(
        "move",
        from,
        file -> {
          Path target = resolve(to);
          if (Files.exists(target)) {
            throw new FileAlreadyExistsException(to);
          }
          Files.createDirectories(target.toAbsolutePath().getParent());
          Files.move(file, target, ATOMIC_MOVE);
        });
  }

  @Override
  public void truncate(String path, long size) {
    change(
        "truncate",
        path,
        file -> {
          try (FileChannel channel = FileChannel.open(file, WRITE)) {
            channel.truncate(size);
          }
        });
  }

  @Override
  public void delete(String path) {
    change("delete", path, Files::delete);
  }

  @Override
  public void copyTo(Path target) {
    for (DataFile file : list()) {
      Path to = target.resolve(file.path());
      try {
        Files.createDirectories(to.toAbsolutePath().getParent());
        Files.copy(resolve(file.path()), to, REPLACE_EXISTING);
      } catch (NoSuchFileException gone) {
        // Redis deleted it since it was listed.
      } catch (IOException e) {
        throw cannot("copy", file.path(), e);
      }
    }
  }

  private interface Change {
    void apply(Path file) throws IOException;
  }

  private void change(String verb, String path, Change change) {
    if (running.getAsBoolean()) {
      throw new DrillException(
          "Cannot %s %s".formatted(verb, path),
          "a Redis that is down",
          "a running one",
          "Stop it first: what changes under a running server proves nothing.");
    }
    try {
      change.apply(resolve(path));
    } catch (IOException e) {
      throw cannot(verb, path, e);
    }
  }

  private Path resolve(String path) {
    Path file = directory.resolve(path).normalize();
    if (!file.startsWith(directory)) {
      throw cannot("touch", path, new IOException("it lies outside the data directory"));
    }
    return file;
  }

  private DrillException cannot(String verb, String path, Exception cause) {
    String subject = "Cannot %s %s in %s".formatted(verb, path, directory);
    if (String.valueOf(cause.getMessage()).contains(FULL)) {
      return new DrillException(
          subject,
          "space for it on that file system",
          FULL,
          "Free some space there, or take a larger one, and run again.",
          cause);
    }
    return new DrillException(
        subject,
        "a file that this user may " + verb,
        String.valueOf(cause.getMessage()),
        "Look at the data directory with --keep.",
        cause);
  }
}
