package io.redisdrill.junit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The borders between modules and packages, and one third-party library to a package. */
@AnalyzeClasses(packages = "io.redisdrill", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule HARNESS_KNOWS_NOTHING_ABOVE_IT =
      noClasses()
          .that(
              resideInAnyPackage("io.redisdrill..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.redisdrill.report..",
                              "io.redisdrill.scenario..",
                              "io.redisdrill.junit.."))))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.redisdrill.report..", "io.redisdrill.scenario..", "io.redisdrill.junit..");

  @ArchTest
  static final ArchRule REPORTS_KNOW_THE_HARNESS_ALONE =
      noClasses()
          .that()
          .resideInAPackage("io.redisdrill.report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.redisdrill.scenario..", "io.redisdrill.junit..");

  @ArchTest
  static final ArchRule SCENARIOS_KNOW_NO_JUNIT =
      noClasses()
          .that()
          .resideInAPackage("io.redisdrill.scenario..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.redisdrill.junit..", "org.junit..");

  @ArchTest
  static final ArchRule ROLES_FORM_NO_CIRCLE =
      slices()
          .matching(
              "io.redisdrill.(run|settings|stack|platform|redis|load|fault|recovery|judge|backup|restoredrill)..")
          .should()
          .beFreeOfCycles();

  @ArchTest static final ArchRule LETTUCE = only("io.lettuce..", "io.redisdrill.redis..");

  @ArchTest static final ArchRule FABRIC8 = only("io.fabric8..", "io.redisdrill.platform..");

  @ArchTest
  static final ArchRule TESTCONTAINERS =
      only("org.testcontainers..", "io.redisdrill.platform.k3s..");

  @ArchTest static final ArchRule AWS = only("software.amazon..", "io.redisdrill.backup..");

  @ArchTest static final ArchRule SNAKE_YAML = only("org.yaml..", "io.redisdrill.stack..");

  @ArchTest static final ArchRule FREEMARKER = only("freemarker..", "io.redisdrill.report..");

  @ArchTest
  static final ArchRule COMMONS_MATH =
      only("org.apache.commons.math3..", "io.redisdrill.report.forecast..");

  @ArchTest static final ArchRule PICOCLI = only("picocli..", "io.redisdrill.scenario.cli..");

  @ArchTest
  static final ArchRule NOBODY_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.redisdrill.scenario.cli..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private static ArchRule only(String library, String in) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library);
  }
}
