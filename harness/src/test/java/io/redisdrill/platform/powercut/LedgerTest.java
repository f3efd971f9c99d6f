package io.redisdrill.platform.powercut;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a ledger that is torn, edited, long, or of another directory. */
class LedgerTest {
  @TempDir Path directory;
  private Watched watched;

  @BeforeEach
  void begin() throws IOException {
    watched = new Watched(directory);
  }

  private List<String> reasons(PowerCutProof proof) {
    return proof.reasons().stream().map(PowerCutProof.Doubt::reason).toList();
  }

  @Test
  void tornAtEachByteLeavesOnlySizesThatWereSynced() throws Exception {
    Files.writeString(watched.data.resolve("a"), "0");
    watched.run("printf 1 >> a; sync a; printf 23 >> a; sync a; printf 4 >> a");
    // One shell for all: what a cut at each length answers, and the size that it leaves.
    Process all =
        new ProcessBuilder(
                "sh",
                "-c",
                "cp .powercut/ledger ../full; size=$(stat -c %s ../full); n=0; while [ $n -le $size ]; do"
                    + " head -c $n ../full > .powercut/ledger; printf 01234 | dd of=a conv=notrunc 2> /dev/null;"
                    + " answer=$("
                    + watched.launcher.program()
                    + " cut -m none -d .); echo \"$? $n"
                    + " $(stat -c %s a) $(echo $answer | cut -c 1-140)\"; n=$((n+1)); done")
            .directory(watched.data.toFile())
            .redirectErrorStream(true)
            .redirectOutput(watched.data.resolveSibling("answers").toFile())
            .start();
    assertThat(Watched.end(all)).isZero();
    List<String> answers = Files.readAllLines(watched.data.resolveSibling("answers"));
    assertThat(answers).hasSizeGreaterThan(400);
    assertThat(answers)
        .allMatch(
            answer ->
                answer.matches(
                    "0 \\d+ [124] .*\"applied\":true,\"sound\":true.*|65 \\d+ 5 .*\"applied\":false,\"sound\":false.*nothing-recorded.*"));
    assertThat(answers.get(answers.size() - 1)).startsWith("0").contains(" 4 {");
    assertThat(answers)
        .anyMatch(answer -> answer.contains(" 1 {"))
        .anyMatch(a -> a.contains(" 2 {"));
  }

  @Test
  void anEditedLedgerIsFoundOutAndNothingIsTouched() throws Exception {
    watched.run("printf 1 > a; sync a; printf 2 >> a; sync a; printf 3 >> a");
    byte[] whole = Files.readAllBytes(watched.ledger());
    // An edit in the last block can look as if it had been torn, and then its block does not count.
    int last = new String(whole, US_ASCII).indexOf("X ") - 1;
    for (int at = 0; at < last; at += 7) {
      byte[] edited = whole.clone();
      edited[at] ^= 1;
      Files.write(watched.ledger(), edited);
      PowerCutProof proof = watched.cut();
      assertThat(proof.sound()).as("byte %d", at).isFalse();
      assertThat(proof.applied()).isFalse();
      assertThat(watched.read("a")).isEqualTo("123");
    }
    Files.write(watched.ledger(), whole);
    assertThat(watched.cut().sound()).isTrue();
  }

  @Test
  void aBlockThatWasTakenOutIsFoundOut() throws Exception {
    watched.run("printf 1 > a; sync a; printf 2 >> a; sync a; printf 3 >> a");
    List<String> lines = Files.readAllLines(watched.ledger());
    int first =
        lines.indexOf(
            lines.stream().filter(line -> line.startsWith("F ")).findFirst().orElseThrow());
    Files.write(
        watched.ledger(),
        Stream.concat(
                lines.subList(0, first - 2).stream(),
                lines.subList(first + 2, lines.size()).stream())
            .toList());
    assertThat(reasons(watched.cut())).containsExactly("ledger-tampered");
  }

  @Test
  void theLifeAfterATamperedLedgerCannotBeJudgedEither() throws Exception {
    watched.run("printf 1 > a; sync a; printf 2 >> a");
    byte[] edited = Files.readAllBytes(watched.ledger());
    edited[edited.length / 2] ^= 1;
    Files.write(watched.ledger(), edited);
    watched.run("printf b > b; sync b");
    assertThat(reasons(watched.cut())).containsExactly("ledger-tampered");
    assertThat(watched.data.resolve(".powercut/ledger.tampered")).hasBinaryContent(edited);
    watched.run("printf c > c", "-b");
    assertThat(watched.cut().sound()).isTrue();
  }

  @Test
  void aCopiedSideFolderIsRefused() throws Exception {
    watched.run("printf 1 > a; sync a");
    Path copy = directory.resolve("copy");
    Watched.end(new ProcessBuilder("cp", "-a", watched.data.toString(), copy.toString()).start());
    assertThat(reasons(watched.launcher.cut(copy, MetadataModel.JOURNAL)))
        .containsExactly("nothing-recorded");
    Process refused =
        new ProcessBuilder(
                watched.launcher.program().toString(), "run", "-d", copy.toString(), "--", "true")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("refused").toFile())
            .start();
    assertThat(Watched.end(refused)).isEqualTo(125);
    assertThat(directory.resolve("refused"))
        .content()
        .contains("one of another (a copy?)")
        .contains("next:");
  }

  @Test
  void staysBoundedAndExactHoweverManySyncs() throws Exception {
    watched.run(
        "i=0; while [ $i -lt 600 ]; do printf x >> a; sync -d a; i=$((i+1)); done; printf y >> a",
        "-l",
        "16384");
    assertThat(watched.ledger()).satisfies(file -> assertThat(Files.size(file)).isLessThan(17_000));
    PowerCutProof proof = watched.cut();
    assertThat(proof.syncs().durable()).isEqualTo(600);
    assertThat(proof.bytesDropped()).isEqualTo(1);
    assertThat(proof.sound()).isTrue();
    assertThat(watched.read("a")).hasSize(600);
  }

  @Test
  void isReplayedInTimeLinearInItsLength() throws Exception {
    Files.writeString(watched.data.resolve("a"), "x".repeat(10));
    watched.run("true");
    List<String> lines = Files.readAllLines(watched.ledger());
    double small = replaySeconds(lines, 10_000_000);
    double large = replaySeconds(lines, 100_000_000);
    assertThat(large).as("100 MB; 10 MB took %s s", small).isLessThan(Math.max(15 * small, 1));
  }

  /** The fastest of three, because the machine has other things to do. */
  private double replaySeconds(List<String> lines, int size) throws Exception {
    long inode = (Long) Files.getAttribute(watched.data, "unix:ino");
    long file = (Long) Files.getAttribute(watched.data.resolve("a"), "unix:ino");
    Ledgers ledger = new Ledgers(inode);
    String life = lines.stream().filter(line -> line.startsWith("V 1")).findFirst().orElseThrow();
    ledger.block(life, "S 0 0 0 0 0 0 0 0 0 1 0", "L d 1 ", "E %d 10 f a".formatted(file));
    for (long i = 1; ledger.size() < size; i++) {
      ledger.block("F %d 10 %d 900 0 2 4711 d o".formatted(file, 1_000_000_000_000L + i));
    }
    byte[] bytes = ledger.bytes();
    double[] seconds = new double[3];
    for (int i = 0; i < seconds.length; i++) {
      Files.write(watched.ledger(), bytes);
      long began = System.nanoTime();
      PowerCutProof proof = watched.cut();
      seconds[i] = (System.nanoTime() - began) / 1e9;
      assertThat(proof.sound()).as(proof.doubts()).isTrue();
      assertThat(proof.ledgerBytes()).isGreaterThan(size);
    }
    return Arrays.stream(seconds).min().orElseThrow();
  }
}
