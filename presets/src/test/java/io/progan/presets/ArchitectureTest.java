package io.progan.presets;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

@AnalyzeClasses(
    packages = "io.progan.presets",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule importsGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("config")
          .definedBy("io.progan.presets.config..")
          .layer("schedule")
          .definedBy("io.progan.presets.schedule..")
          .layer("preset")
          .definedBy("io.progan.presets.preset..")
          .layer("study")
          .definedBy("io.progan.presets.study..")
          .whereLayer("config")
          .mayNotAccessAnyLayer()
          .whereLayer("schedule")
          .mayOnlyAccessLayers("config")
          .whereLayer("preset")
          .mayOnlyAccessLayers("config", "schedule")
          .whereLayer("study")
          .mayOnlyAccessLayers("config", "preset");

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("io.progan.presets.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyJackson =
      ArchRuleDefinition.noClasses()
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages("io.progan.presets..", "com.fasterxml.jackson..", "java..");
}
