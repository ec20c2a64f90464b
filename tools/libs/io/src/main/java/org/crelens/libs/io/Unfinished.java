package org.crelens.libs.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The hidden files that outputs are written to: {@code .NAME.part<process>-<machine>}. A process
 * that is killed outright leaves its own; the next run that writes into the folder removes them.
 *
 * <p>Folders may be shared by machines, and containers number processes for themselves. A process
 * can be looked up only where its number means something: the machine is told by its host name, its
 * boot and its space of process numbers. Files of other machines go when they are old.
 */
final class Unfinished {
  private static final Pattern NAME =
      Pattern.compile("\\..+\\.part([0-9]{1,10})-([0-9a-f]{8})", Pattern.DOTALL);
  // Nobody writes for so long without a byte that reaches the disk.
  private static final Duration OLD = Duration.ofDays(14);
  private static final String MACHINE = machine();

  private Unfinished() {}

  /** Where this process writes what will become {@code target}. */
  static Path of(Path target) {
    long process = ProcessHandle.current().pid();
    return target.resolveSibling("." + target.getFileName() + ".part" + process + "-" + MACHINE);
  }

  /**
   * Removes what killed processes left in {@code folder}: files of this user whose process is gone,
   * and those of other machines that nobody has written to for two weeks. What cannot be looked at
   * or removed stays; a run never fails for it.
   */
  static void removeOfDeadProcesses(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> candidates =
          files.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).toList();
      if (candidates.isEmpty()) return;
      Optional<UserPrincipal> user = user();
      if (user.isEmpty()) return;
      for (Path file : candidates) if (isLeft(file, user.get())) Files.deleteIfExists(file);
    } catch (IOException | UncheckedIOException | SecurityException e) {
      // Another run may remove the same files at the same time.
      return;
    }
  }

  private static boolean isLeft(Path file, UserPrincipal user) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) return false;
    // Systems may hide the processes of other users: theirs would look dead.
    if (!Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(user)) return false;
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) return false;
    if (name.group(2).equals(MACHINE))
      return ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    Instant written = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
    return written.isBefore(Instant.now().minus(OLD));
  }

  private static Optional<UserPrincipal> user() {
    try {
      // The user that the process acts as, which need not have a name.
      Path self = Path.of("/proc/self");
      if (Files.exists(self)) return Optional.of(Files.getOwner(self));
      return Optional.of(
          self.getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(System.getProperty("user.name")));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static String machine() {
    CRC32 sum = new CRC32();
    for (String part :
        List.of(
            hostName(),
            text(() -> Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))),
            text(() -> Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString())))
      sum.update((part + "\n").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  // A file, not a look-up: name servers may be slow, or not there.
  private static String hostName() {
    Path file = Path.of("/proc/sys/kernel/hostname");
    return Files.isReadable(file)
        ? text(() -> Files.readString(file))
        : text(() -> InetAddress.getLocalHost().getHostName());
  }

  private static String text(Reading reading) {
    try {
      return reading.text().strip();
    } catch (IOException e) {
      return "";
    }
  }

  private interface Reading {
    String text() throws IOException;
  }
}
