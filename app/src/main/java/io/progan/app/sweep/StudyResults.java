package io.progan.app.sweep;

import java.io.IOException;

/**
 * What a study leaves in its folder, beside its runs.
 *
 * @param plan what it consists of
 * @param folder where to
 * @param ledger what became of its runs
 */
record StudyResults(SweepPlan plan, StudyFolder folder, Ledger ledger) {

  /** The table for a console. */
  String plain(int columns) {
    StringBuilder text = new StringBuilder();
    text.append(TableText.plain(StudyTable.of(plan, ledger), columns)).append('\n');
    StudyNotes.missing(ledger).forEach(line -> text.append(line).append('\n'));
    StudyNotes.about(plan).forEach(line -> text.append(line).append('\n'));
    text.append("* is the best in its column.\n");
    return text.toString();
  }

  /** {@code study.json}. */
  String json() {
    return StudyJson.text(plan, folder, ledger);
  }

  /** Writes down what has become of the runs. */
  void writeJson() throws IOException {
    StudyFolder.write(folder.json(), json());
  }

  /** Writes all files. */
  void write() throws IOException {
    writeJson();
    StudyFolder.write(folder.markdown(), markdown());
    StudyFolder.write(folder.page(), new StudyPage(plan, folder, ledger).html());
  }

  private String markdown() {
    StringBuilder text = new StringBuilder("# " + plan.study().name() + "\n\n");
    if (!plan.study().description().isEmpty()) {
      text.append(plan.study().description()).append("\n\n");
    }
    text.append(TableText.markdown(StudyTable.of(plan, ledger))).append('\n');
    StudyNotes.missing(ledger).forEach(line -> text.append("- ").append(line).append('\n'));
    text.append('\n').append(String.join(" ", StudyNotes.about(plan)));
    text.append(" The best of each column is bold.\n");
    return text.toString().replace("\n\n\n", "\n\n");
  }
}
