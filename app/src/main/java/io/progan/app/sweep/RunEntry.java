package io.progan.app.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalLong;

/** A run in {@code study.json}. */
final class RunEntry {

  private RunEntry() {}

  static ObjectNode of(SweepRun run, StudyFolder folder, Ledger ledger) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("run", run.name());
    node.put("folder", folder.path().relativize(folder.run(run).path()).toString());
    node.put("variant", run.variant().name());
    node.put("seed", run.seed());
    node.put("state", ledger.state(run).toString());
    OptionalLong process = ledger.process(run);
    node.put("process", process.isPresent() ? (Long) process.getAsLong() : null);
    node.put("reason", ledger.reason(run).orElse(null));
    ArrayNode metrics = node.putArray("metrics");
    ledger.figures(run).forEach(figures -> metrics.add(figures.toTree()));
    return node;
  }
}
