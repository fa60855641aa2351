package io.progan.app.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyTableTest {

  @TempDir Path path;

  private final Map<String, List<Figures>> figures = new HashMap<>();

  /** Values of SWD's average and of the Inception score with its deviation. */
  private void measured(String run, Double swd, double score, double deviation) throws IOException {
    Map<String, Double> distances = new LinkedHashMap<>();
    distances.put("SWDx1e3_avg", swd);
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("IS_mean", score);
    scores.put("IS_std", deviation);
    figures.put(
        run,
        List.of(
            new Figures("swd", 64, "network-final.npz", 1, distances),
            new Figures("is", 64, "network-final.npz", 1, scores)));
    Files.createDirectories(path.resolve("runs").resolve(run));
    Files.createFile(path.resolve("runs").resolve(run).resolve("_training-done.txt"));
  }

  private StudyTable table(int seeds, String... variants) {
    SweepPlan plan = Plans.of(seeds, List.of("swd", "is"), variants);
    return StudyTable.of(plan, new Ledger(plan, new StudyFolder(path), figures));
  }

  @Test
  void meanAndSampleDeviationOfTheSeeds() throws IOException {
    measured("000-a-seed1000", 1.0, 2, 0);
    measured("001-a-seed1001", 2.0, 2, 0);
    measured("002-a-seed1002", 6.0, 2, 0);
    StudyTable.Cell cell = table(3, "a").rows().get(0).cells().get("SWDx1e3_avg");
    assertThat(cell.mean()).isEqualTo(3);
    assertThat(cell.deviation().orElseThrow()).isCloseTo(Math.sqrt(7), within(1e-12));
    assertThat(StudyNotes.words(cell, " ± ")).isEqualTo("3.0000 ± 2.6458");
  }

  @Test
  void theBestOfEachColumnIsMarkedByItsMetric() throws IOException {
    measured("000-a-seed1000", 1.5, 2, 7);
    measured("001-b-seed1000", 1.0, 1, 8);
    measured("002-c-seed1000", 1.0, 3, 9);
    measured("003-d-seed1000", null, 1, 1);
    StudyTable table = table(1, "a", "b", "c", "d", "e");
    assertThat(table.columns()).contains("SWDx1e3_avg", "IS_mean", "IS_std");
    assertThat(TableText.plain(table, 200).lines().map(line -> line.replaceAll(" +", " ")))
        .contains("(b) 1.0000* 1.0000 8.0000", "(e) - - -")
        .anyMatch(line -> line.startsWith("(c) 1.0000* 3.0000* 9.0000"))
        .anyMatch(line -> line.startsWith("(d) nan 1.0000 1.0000"));
    assertThat(TableText.markdown(table)).contains("| (a) | 1.5000 | 2.0000 | 7.0000 |");
    assertThat(TableJson.of(table).at("/rows/3/cells/SWDx1e3_avg/mean").isNull()).isTrue();
  }

  @Test
  void aNarrowTerminalGetsParagraphs() throws IOException {
    measured("000-a-seed1000", 1.5, 2, 7);
    assertThat(TableText.plain(table(1, "a"), 40))
        .startsWith("(a)\n    SWDx1e3_avg  1.5000*\n    IS_mean  2.0000*\n");
  }

  @Test
  void resultsOfOtherConditionsDoNotCount() throws IOException {
    measured("000-a-seed1000", 1.5, 2, 7);
    figures.replaceAll(
        (run, all) ->
            List.of(new Figures("swd", 32, "x", 1, Map.of("SWDx1e3_avg", 1.0)), all.get(1)));
    assertThat(table(1, "a").columns()).isEmpty();
  }
}
