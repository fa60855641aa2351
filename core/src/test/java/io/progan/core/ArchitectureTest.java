package io.progan.core;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages import one way. */
@AnalyzeClasses(packages = "io.progan.core", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.progan.core.";

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule DIRECTION =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("device")
          .definedBy(ROOT + "device..")
          .layer("image")
          .definedBy(ROOT + "image..")
          .layer("dataset")
          .definedBy(ROOT + "dataset..")
          .layer("graph")
          .definedBy(ROOT + "graph..")
          .layer("plan")
          .definedBy(ROOT + "plan..")
          .layer("state")
          .definedBy(ROOT + "state..")
          .layer("layer")
          .definedBy(ROOT + "layer..")
          .layer("latent")
          .definedBy(ROOT + "latent..")
          .layer("network")
          .definedBy(ROOT + "network..")
          .layer("loss")
          .definedBy(ROOT + "loss..")
          .layer("optimizer")
          .definedBy(ROOT + "optimizer..")
          .layer("session")
          .definedBy(ROOT + "session..")
          .layer("training")
          .definedBy(ROOT + "training..")
          .layer("snapshot")
          .definedBy(ROOT + "snapshot..")
          .layer("benchmark")
          .definedBy(ROOT + "benchmark..")
          .layer("record")
          .definedBy(ROOT + "record..")
          .layer("generate")
          .definedBy(ROOT + "generate..")
          .layer("exchange")
          .definedBy(ROOT + "exchange..")
          .layer("transfer")
          .definedBy(ROOT + "transfer..")
          .whereLayer("transfer")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("latent")
          .mayOnlyBeAccessedByLayers("network", "training", "generate", "exchange")
          .whereLayer("record")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("exchange")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("generate")
          .mayOnlyBeAccessedByLayers("exchange")
          .whereLayer("benchmark")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("snapshot")
          .mayOnlyBeAccessedByLayers("generate", "record", "exchange", "transfer")
          .whereLayer("training")
          .mayOnlyBeAccessedByLayers(
              "snapshot", "benchmark", "generate", "record", "exchange", "transfer")
          .whereLayer("session")
          .mayOnlyBeAccessedByLayers("training", "generate")
          .whereLayer("optimizer")
          .mayOnlyBeAccessedByLayers("training", "snapshot")
          .whereLayer("loss")
          .mayOnlyBeAccessedByLayers("generate", "training", "snapshot")
          .whereLayer("network")
          .mayOnlyBeAccessedByLayers(
              "loss",
              "session",
              "training",
              "snapshot",
              "benchmark",
              "record",
              "generate",
              "exchange",
              "transfer")
          .whereLayer("layer")
          .mayOnlyBeAccessedByLayers("network", "session", "training", "exchange")
          .whereLayer("state")
          .mayOnlyBeAccessedByLayers(
              "layer",
              "network",
              "loss",
              "optimizer",
              "session",
              "training",
              "snapshot",
              "generate",
              "record",
              "exchange",
              "transfer")
          .whereLayer("plan")
          .mayOnlyBeAccessedByLayers("session", "training", "benchmark")
          .whereLayer("graph")
          .mayOnlyBeAccessedByLayers(
              "plan", "state", "layer", "network", "loss", "session", "training")
          .whereLayer("dataset")
          .mayOnlyBeAccessedByLayers("training", "snapshot", "benchmark");
}
