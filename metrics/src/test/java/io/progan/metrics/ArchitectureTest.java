package io.progan.metrics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "io.progan.metrics",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("image")
          .definedBy("io.progan.metrics.image..")
          .layer("feature")
          .definedBy("io.progan.metrics.feature..")
          .layer("vectors")
          .definedBy("io.progan.metrics.vectors..")
          .layer("kid")
          .definedBy("io.progan.metrics.kid..")
          .layer("precision")
          .definedBy("io.progan.metrics.precision..")
          .layer("neighbors")
          .definedBy("io.progan.metrics.neighbors..")
          .layer("swd")
          .definedBy("io.progan.metrics.swd..")
          .layer("msssim")
          .definedBy("io.progan.metrics.msssim..")
          .layer("fid")
          .definedBy("io.progan.metrics.fid..")
          .layer("inception")
          .definedBy("io.progan.metrics.inception..")
          .layer("classifier")
          .definedBy("io.progan.metrics.classifier..")
          .layer("modes")
          .definedBy("io.progan.metrics.modes..")
          .layer("registry")
          .definedBy("io.progan.metrics.registry..")
          .whereLayer("registry")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("image")
          .mayNotAccessAnyLayer()
          .whereLayer("feature")
          .mayOnlyAccessLayers("image")
          .whereLayer("vectors")
          .mayNotAccessAnyLayer()
          .whereLayer("kid")
          .mayOnlyAccessLayers("vectors")
          .whereLayer("precision")
          .mayOnlyAccessLayers("vectors")
          .whereLayer("neighbors")
          .mayNotAccessAnyLayer()
          .whereLayer("swd")
          .mayOnlyAccessLayers("image")
          .whereLayer("msssim")
          .mayOnlyAccessLayers("image")
          .whereLayer("fid")
          .mayNotAccessAnyLayer()
          .whereLayer("inception")
          .mayNotAccessAnyLayer()
          .whereLayer("classifier")
          .mayNotAccessAnyLayer()
          .whereLayer("modes")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.progan.metrics.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule librariesAreFew =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "io.progan.metrics..",
              "io.progan.dataset.numpy..",
              "org.nd4j.linalg..",
              "org.deeplearning4j..",
              "org.bytedeco..",
              "ai.onnxruntime..",
              "com.google.protobuf..",
              "java..");

  @ArchTest
  static final ArchRule noBackend =
      noClasses().should().dependOnClassesThat().resideInAPackage("org.nd4j.linalg.cpu..");
}
