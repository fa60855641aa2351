package io.progan.app;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.progan.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("console")
          .definedBy("io.progan.app.console..")
          .layer("choice")
          .definedBy("io.progan.app.choice..")
          .layer("video")
          .definedBy("io.progan.app.video..")
          .layer("output")
          .definedBy("io.progan.app.output..")
          .layer("mixin")
          .definedBy("io.progan.app.mixin..")
          .layer("dataset")
          .definedBy("io.progan.app.dataset..")
          .layer("manual")
          .definedBy("io.progan.app.manual..")
          .layer("classifier")
          .definedBy("io.progan.app.classifier..")
          .layer("ranking")
          .definedBy("io.progan.app.ranking..")
          .layer("run")
          .definedBy("io.progan.app.run..")
          .layer("metrics")
          .definedBy("io.progan.app.metrics..")
          .layer("runs")
          .definedBy("io.progan.app.runs..")
          .layer("report")
          .definedBy("io.progan.app.report..")
          .layer("generate")
          .definedBy("io.progan.app.generate..")
          .layer("sweep")
          .definedBy("io.progan.app.sweep..")
          .layer("exchange")
          .definedBy("io.progan.app.exchange..")
          .layer("command")
          .definedBy("io.progan.app.command..")
          .layer("main")
          .definedBy("io.progan.app")
          .whereLayer("console")
          .mayNotAccessAnyLayer()
          .whereLayer("video")
          .mayOnlyAccessLayers("console")
          .whereLayer("output")
          .mayOnlyAccessLayers("console")
          .whereLayer("choice")
          .mayOnlyAccessLayers("console")
          .whereLayer("mixin")
          .mayOnlyAccessLayers("console", "choice", "video", "output")
          .whereLayer("dataset")
          .mayOnlyAccessLayers("console", "mixin")
          .whereLayer("classifier")
          .mayOnlyAccessLayers("console", "dataset")
          .whereLayer("manual")
          .mayNotAccessAnyLayer()
          .whereLayer("ranking")
          .mayNotAccessAnyLayer()
          .whereLayer("run")
          .mayOnlyAccessLayers("console", "choice", "dataset", "ranking")
          .whereLayer("metrics")
          .mayOnlyAccessLayers("console", "dataset", "run", "ranking")
          .whereLayer("runs")
          .mayOnlyAccessLayers("console", "mixin", "ranking")
          .whereLayer("report")
          .mayOnlyAccessLayers("console", "runs")
          .whereLayer("generate")
          .mayOnlyAccessLayers("console", "choice", "video", "mixin", "run", "metrics", "ranking")
          .whereLayer("sweep")
          .mayOnlyAccessLayers("console", "choice", "dataset", "run", "runs", "metrics", "report")
          .whereLayer("exchange")
          .mayOnlyAccessLayers("console", "mixin")
          .whereLayer("command")
          .mayOnlyAccessLayers(
              "console",
              "choice",
              "output",
              "mixin",
              "dataset",
              "classifier",
              "run",
              "metrics",
              "runs",
              "report",
              "generate",
              "sweep",
              "exchange",
              "manual");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.progan.app.(*)..").should().beFreeOfCycles();
}
