package io.progan.dataset;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Packages import one way: shared types, numpy, pickle, torch, tfrecord, resample and picture,
 * collection, fit and label, source, pyramid, write, merge and inspect.
 */
@AnalyzeClasses(packages = "io.progan.dataset", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String ROOT = "io.progan.dataset";

  @ArchTest
  static final ArchRule PACKAGES_IMPORT_ONE_WAY =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("shared")
          .definedBy(ROOT)
          .layer("numpy")
          .definedBy(ROOT + ".numpy")
          .layer("pickle")
          .definedBy(ROOT + ".pickle")
          .layer("torch")
          .definedBy(ROOT + ".torch")
          .layer("tfrecord")
          .definedBy(ROOT + ".tfrecord")
          .layer("resample")
          .definedBy(ROOT + ".resample")
          .layer("lmdb")
          .definedBy(ROOT + ".lmdb")
          .layer("picture")
          .definedBy(ROOT + ".picture")
          .layer("collection")
          .definedBy(ROOT + ".collection")
          .layer("fit")
          .definedBy(ROOT + ".fit")
          .layer("label")
          .definedBy(ROOT + ".label")
          .layer("source")
          .definedBy(ROOT + ".source")
          .layer("archive")
          .definedBy(ROOT + ".archive")
          .layer("celebahq")
          .definedBy(ROOT + ".celebahq")
          .layer("pyramid")
          .definedBy(ROOT + ".pyramid")
          .layer("write")
          .definedBy(ROOT + ".write")
          .layer("merge")
          .definedBy(ROOT + ".merge")
          .layer("inspect")
          .definedBy(ROOT + ".inspect")
          .whereLayer("inspect")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("merge")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("write")
          .mayOnlyBeAccessedByLayers("merge")
          .whereLayer("pyramid")
          .mayOnlyBeAccessedByLayers("inspect", "write")
          .whereLayer("celebahq")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("archive")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("source")
          .mayOnlyBeAccessedByLayers("archive", "celebahq", "pyramid", "write")
          .whereLayer("lmdb")
          .mayOnlyBeAccessedByLayers("archive")
          .whereLayer("resample")
          .mayOnlyBeAccessedByLayers("fit", "source", "archive", "celebahq")
          .whereLayer("label")
          .mayOnlyBeAccessedByLayers("source")
          .whereLayer("fit")
          .mayOnlyBeAccessedByLayers("source")
          .whereLayer("collection")
          .mayOnlyBeAccessedByLayers("source")
          .whereLayer("picture")
          .mayOnlyBeAccessedByLayers("fit", "source", "archive", "celebahq", "inspect")
          .whereLayer("tfrecord")
          .mayOnlyBeAccessedByLayers("source", "archive", "pyramid", "inspect", "write", "merge")
          .whereLayer("torch")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("pickle")
          .mayOnlyBeAccessedByLayers("torch", "source", "archive", "pyramid", "write")
          .whereLayer("numpy")
          .mayOnlyBeAccessedByLayers(
              "pickle", "torch", "tfrecord", "source", "archive", "pyramid", "write");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();
}
