package io.progan.app.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.LayerRow;
import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.TrainingSchedule;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do: its configuration, both networks and the stages of the training.
 *
 * @param config the resolved configuration, already checked against the dataset
 * @param dataset what the images look like
 * @param classes of the images, if the run uses labels and they are there
 */
public record RunPlan(RunConfig config, DatasetShape dataset, Optional<ClassCounts> classes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The plan for people; lines end with {@code \n}. */
  public String text() {
    return ConfigJson.write(config)
        + "\n"
        + LayerTable.of(generator())
        + "\n"
        + LayerTable.of(discriminator())
        + "\n"
        + StageTable.of(stages(), config.replicas(), this::memoryBytes)
        + classes.map(of -> "\n" + of.line() + "\n").orElse("")
        + HalfPrecisionNote.of(config).map(line -> "\n" + line + "\n").orElse("");
  }

  /**
   * The plan for scripts: one JSON object with {@code config}, both networks, classes and stages.
   */
  public String json() {
    ObjectNode root = JSON.createObjectNode();
    root.set("config", ConfigJson.toTree(config));
    root.putObject("dataset")
        .put("resolution", dataset.resolution())
        .put("numChannels", dataset.numChannels())
        .put("labelSize", dataset.labelSize());
    root.set("generator", network(generator()));
    root.set("discriminator", network(discriminator()));
    classes.ifPresent(of -> addClasses(root.putArray("classes"), of));
    ArrayNode stages = root.putArray("stages");
    stages().forEach(stage -> addStage(stages.addObject(), stage));
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return JSON.writer(printer).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private GeneratorNetwork generator() {
    return Networks.generator(config.generator(), dataset);
  }

  private DiscriminatorNetwork discriminator() {
    return Networks.discriminator(config.discriminator(), dataset);
  }

  private List<ScheduleStage> stages() {
    return TrainingSchedule.of(config, dataset.resolution()).stages();
  }

  private static ObjectNode network(Network network) {
    ObjectNode node = JSON.createObjectNode().put("parameters", network.parameterCount());
    ArrayNode layers = node.putArray("layers");
    for (LayerRow row : network.table()) {
      ObjectNode layer =
          layers.addObject().put("name", row.name()).put("parameters", row.parameters());
      layer.set("outputShape", JSON.valueToTree(row.outputShape()));
      layer.set("weightShape", JSON.valueToTree(row.weightShape()));
    }
    return node;
  }

  private static void addClasses(ArrayNode array, ClassCounts classes) {
    for (int i = 0; i < classes.counts().size(); i++) {
      array.addObject().put("name", classes.names().get(i)).put("images", classes.counts().get(i));
    }
  }

  private void addStage(ObjectNode node, ScheduleStage stage) {
    node.put("fromKimg", stage.fromKimg())
        .put("toKimg", stage.toKimg())
        .put("resolution", stage.resolution())
        .put("lodFrom", stage.lodFrom())
        .put("lodTo", stage.lodTo())
        .put("phase", StageTable.phase(stage))
        .put("minibatch", stage.minibatch())
        .put("minibatchPerReplica", stage.minibatch() / config.replicas())
        .put("gLrate", stage.gLrate())
        .put("dLrate", stage.dLrate())
        .put("tickKimg", stage.tickKimg())
        .put("memoryBytes", memoryBytes(stage));
  }

  private long memoryBytes(ScheduleStage stage) {
    return new MemoryForecast(config, dataset).of(stage).totalBytes();
  }
}
