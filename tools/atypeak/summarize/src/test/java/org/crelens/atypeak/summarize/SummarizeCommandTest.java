package org.crelens.atypeak.summarize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.crelens.libs.cli.CommandResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummarizeCommandTest {
  @TempDir Path temporary;
  Path results;
  Path out;

  @BeforeEach
  void results() throws IOException {
    results = Files.createDirectory(temporary.resolve("x"));
    TinyResults.write(results);
    out = temporary.resolve("x.document.json");
  }

  private CommandResult run(Object... options) {
    Object[] needed = {"--results", results, "--cell-line", "x", "--output", out};
    return CommandResult.of(
        new SummarizeCommand(), Stream.concat(Stream.of(needed), Stream.of(options)).toArray());
  }

  @Test
  void threadsChangeNoByte() throws IOException {
    run("--threads", 1).done();
    String one = Files.readString(out);
    run("--threads", 3).done();
    assertEquals(one, Files.readString(out));
  }

  @Test
  void pairsThatAreNoneAreRefused() throws IOException {
    refused(2, "--pair t", "two TRs", "--pair", "t");
    refused(2, "'wxyz12'", "there are 3, among them t, u, v", "--pair", "t,wxyz12");
    refused(2, "one TR twice", "t,t", "--pair", "t,t");
    refused(2, "no such TR 'T'", "did you mean t, u, v?", "--pair", "t,T");
  }

  @Test
  void resultsOfAnotherCellLineAreRefused() throws IOException {
    Path alpha = Files.createDirectory(temporary.resolve("alpha"));
    TinyResults.write(alpha);
    Files.move(alpha.resolve("x.scores.tsv.gz"), alpha.resolve("alpha.scores.tsv.gz"));
    Files.move(
        alpha.resolve("intermediate/x.tensor.bed.gz"),
        alpha.resolve("intermediate/alpha.tensor.bed.gz"));
    results = alpha;
    ofCellLine("alph", "holds results of alpha, none of alph (did you mean --cell-line alpha?)");
    ofCellLine("Alpha", "holds results of alpha, none of Alpha (did you mean --cell-line alpha?)");
    ofCellLine("jurkat", "holds results of alpha, none of jurkat (expected <outdir>/jurkat");
    Files.createFile(alpha.resolve("aardvark.final.bed.gz"));
    ofCellLine("alph", "results of alpha, aardvark, none of alph (did you mean --cell-line alpha?");
    ofCellLine("alpha", "holds results of aardvark beside those of alpha (expected those of one");
    Files.delete(alpha.resolve("aardvark.final.bed.gz"));
    Files.delete(alpha.resolve("alpha.scores.tsv.gz"));
    ofCellLine("alph", "holds results of alpha, none of alph");
  }

  private void ofCellLine(String name, String message) throws IOException {
    CommandResult.failing(
            temporary,
            new SummarizeCommand(),
            "--results",
            results,
            "--cell-line",
            name,
            "--output",
            out)
        .says(3, "alpha: ", message);
  }

  /** As a pipeline puts inputs in place. */
  @Test
  void aFolderOfLinksIsReadAsItsFiles() throws IOException {
    String whole = Files.readString(written());
    Path links = Files.createDirectory(temporary.resolve("links"));
    try (Stream<Path> files = Files.list(results)) {
      for (Path file : files.toList())
        Files.createSymbolicLink(links.resolve(file.getFileName()), file);
    }
    results = links;
    assertEquals(whole, Files.readString(written()));
  }

  private Path written() {
    run().done();
    return out;
  }

  @Test
  void aFolderWithNothingOfTheCellLineIsRefused() throws IOException {
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    CommandResult.failing(
            temporary,
            new SummarizeCommand(),
            "--results",
            empty,
            "--cell-line",
            "x",
            "--output",
            out)
        .says(3, "empty: holds no result of x", "--cell-line");
    CommandResult.failing(
            temporary,
            new SummarizeCommand(),
            "--results",
            temporary.resolve("none"),
            "--cell-line",
            "x",
            "--output",
            out)
        .says(3, "none: no such folder");
    CommandResult.failing(
            temporary,
            new SummarizeCommand(),
            "--results",
            results,
            "--cell-line",
            "x",
            "--output",
            temporary.resolve("no/o.json"))
        .says(4, "no/o.json");
  }

  @Test
  void damagedFilesAreToldWithTheirLine() throws IOException {
    damaged("x.scores.tsv.gz", "\t500\t", "\tfive\t", "x.scores.tsv.gz:4", "raw 'five'");
    damaged("x.scores.tsv.gz", "b.u.x", "b.u.y", "x.scores.tsv.gz:3", "a peak of y");
    damaged("x.scores.tsv.gz", "\tfinal\t", "\tlast\t", "x.scores.tsv.gz:1", "no column 'final'");
    damaged("regions.tsv.gz", "\t187.5", "", "regions.tsv.gz:3", "7 columns", "expected 8");
    damaged("normalization_factors.tsv", "\tok", "\tfine", "factors.tsv:2", "flag 'fine'");
    damaged("stats_tr.tsv", "562.5", "x", "stats_tr.tsv:3", "q1 'x'");
    damaged("q_score/P.tsv", "\nb", "\nz", "P.tsv:3", "row 'z'", "expected b");
    damaged("q_score/C.tsv", "\nv\t0\t0\t1\t1\t0", "", "C.tsv:5", "4 rows");
    damaged("intermediate/x.tensor.bed.gz", "b.u.x", "b.w.x", "x.tensor.bed.gz:15", "b.w.x");
    damaged("interpretation/group_members.tsv", "shared", "guest", "members.tsv:4", "guest");
    damaged("interpretation/kernels.tsv.gz", "c2", "c3", "kernels.tsv.gz:6", "layer 'c3'");
    damaged("interpretation/phantoms.bed.gz", "\t1.25", "", "phantoms.bed.gz:2", "9 columns");
    damaged(
        "interpretation/examples.tsv.gz",
        "\t5000\ta",
        "\tx\ta",
        "examples.tsv.gz:2",
        "bin_start 'x'");
    Files.writeString(results.resolve("model/seed-7/x.model.zip"), "no zip");
    refused(3, "x.model.zip", "cannot be read as a model");
  }

  private void damaged(String name, String text, String by, String... parts) throws IOException {
    Path file = results.resolve(name);
    String whole = Files.readString(file);
    String altered = whole.replaceFirst(java.util.regex.Pattern.quote(text), by);
    assertTrue(!whole.equals(altered), name + " does not hold " + text);
    Files.writeString(file, altered);
    refused(3, parts[0], parts[1]);
    Files.writeString(file, whole);
  }

  private void refused(int code, String found, String other, Object... options) throws IOException {
    List<Object> args = new ArrayList<>(List.of("--results", results, "--cell-line", "x"));
    args.addAll(List.of("--output", out));
    args.addAll(List.of(options));
    CommandResult.failing(temporary, new SummarizeCommand(), args.toArray())
        .says(code, found, other);
  }
}
