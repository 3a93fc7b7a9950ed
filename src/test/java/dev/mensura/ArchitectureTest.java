package dev.mensura;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the rooms of the house and what each of them may know. */
class ArchitectureTest {
  /** From text to answer: a package knows only those before it. */
  private static final List<String> LINE =
      List.of(
          "source",
          "diagnostic",
          "type",
          "syntax",
          "model",
          "ir",
          "check",
          "plan",
          "sql",
          "engine",
          "registry",
          "compiler",
          "compare",
          "live",
          "verify",
          "mcp",
          "cli");

  private static final String GENERATED = "dev.mensura.syntax.grammar..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.mensura");

  /** What files and folders are, for a compiler that is mostly asked about text in memory. */
  private static final DescribedPredicate<JavaClass> FILES =
      resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.http..")
          .or(nameMatching("java\\.io\\.(File|RandomAccessFile).*|java\\.net\\.(URL|.*Socket).*"))
          .as("files or the network");

  @ParameterizedTest
  @MethodSource("packagesButTheLast")
  void aPackageKnowsOnlyThoseBeforeIt(String name) {
    String[] later =
        LINE.subList(LINE.indexOf(name) + 1, LINE.size()).stream()
            .map(ArchitectureTest::tree)
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(tree(name))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(later));
  }

  private static Stream<String> packagesButTheLast() {
    return IntStream.range(0, LINE.size() - 1).mapToObj(LINE::get);
  }

  @Test
  void everyClassHasItsPlaceInTheLine() {
    var line =
        Stream.concat(Stream.of("dev.mensura"), LINE.stream().map(ArchitectureTest::tree))
            .toArray(String[]::new);
    check(classes().should().resideInAnyPackage(line));
  }

  @Test
  void calciteStaysWhereQueriesArePlannedAndUserSqlIsChecked() {
    onlyIn("org.apache.calcite..", "plan", "sql", "check.sql");
  }

  @Test
  void antlrStaysInSyntax() {
    onlyIn("org.antlr..", "syntax");
  }

  @Test
  void yamlStaysInModel() {
    onlyIn("org.snakeyaml..", "model");
  }

  @Test
  void databasesStayInEngine() {
    onlyIn("java.sql..", "engine");
    onlyIn("javax.sql..", "engine");
    onlyIn("org.duckdb..", "engine");
    onlyIn("org.postgresql..", "engine");
  }

  @Test
  void commandLineArgumentsStayInTheFace() {
    onlyIn("picocli..", "cli");
  }

  @Test
  void jsonIsWrittenWhereItLeavesTheHouse() {
    onlyIn(
        "com.fasterxml.jackson..",
        "diagnostic",
        "plan",
        "engine",
        "registry",
        "live",
        "mcp",
        "cli");
  }

  @Test
  void theProtocolOfAgentsStaysInItsFace() {
    onlyIn("io.modelcontextprotocol..", "mcp");
  }

  @Test
  void onlyLoadersTheEngineAndFacesTouchFiles() {
    check(
        noClasses()
            .that(
                resideOutsideOfPackages(
                    trees(
                        "model",
                        "engine",
                        "registry",
                        "compiler",
                        "compare",
                        "live",
                        "mcp",
                        "cli")))
            .should()
            .dependOnClassesThat(FILES));
  }

  @Test
  void onlyTheFaceSpeaksToTheTerminalAndEndsTheProcess() {
    check(
        noClasses()
            .that(resideOutsideOfPackages(trees("mcp", "cli")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .accessField(System.class, "in")
            .orShould()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Throwable.class, "printStackTrace"));
  }

  @Test
  void theClockAndTheMachineAreAskedByTheFaceAndTheEngineAlone() {
    check(
        noClasses()
            .that(resideOutsideOfPackages(trees("engine", "mcp", "cli")))
            .should()
            .callMethodWhere(
                DescribedPredicate.describe(
                    "the clock, the time zone or the environment is asked",
                    call -> isAmbient(call.getTargetOwner(), call.getName()))));
    check(noClasses().should().dependOnClassesThat(nameMatching("java\\.util\\.(Date|Calendar)")));
  }

  private static boolean isAmbient(JavaClass owner, String method) {
    return switch (method) {
      case "now" -> owner.getPackageName().startsWith("java.time");
      case "systemDefault" -> owner.isEquivalentTo(java.time.ZoneId.class);
      case "system", "systemUTC", "systemDefaultZone" ->
          owner.isEquivalentTo(java.time.Clock.class);
      case "currentTimeMillis", "nanoTime", "getenv", "getProperty" ->
          owner.isEquivalentTo(System.class);
      case "random" -> owner.isEquivalentTo(Math.class);
      default -> false;
    };
  }

  @Test
  void nothingGlobalChanges() {
    check(
        fields()
            .that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .and()
            .areDeclaredInClassesThat(resideOutsideOfPackages(GENERATED))
            .should()
            .beFinal()
            .andShould(holdNoMutableContainer()));
  }

  private static ArchCondition<JavaField> holdNoMutableContainer() {
    return new ArchCondition<>("hold no container that is made to change") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        if (field
            .getRawType()
            .getName()
            .matches(
                "java\\.util\\.concurrent\\..*"
                    + "|java\\.util\\.(Abstract|Array|Enum|Hash|Identity|Linked|Tree|Weak)\\w*"
                    + "|java\\.lang\\.(StringBuilder|ThreadLocal)")) {
          events.add(violated(field, field.getFullName() + " can change"));
        }
      }
    };
  }

  @Test
  void namesAreThoseOfTheField() {
    check(
        noClasses()
            .that(resideOutsideOfPackages(GENERATED))
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Processor"));
    check(
        methods()
            .that()
            .areDeclaredInClassesThat(resideOutsideOfPackages(GENERATED))
            .and(areOurOwn())
            .should()
            .haveNameNotMatching("(get|set)[A-Z].*"));
  }

  private static DescribedPredicate<JavaMethod> areOurOwn() {
    return DescribedPredicate.describe(
        "no library has named",
        method ->
            Stream.concat(
                    method.getOwner().getAllRawSuperclasses().stream(),
                    method.getOwner().getAllRawInterfaces().stream())
                .flatMap(above -> above.getMethods().stream())
                .noneMatch(above -> above.getName().equals(method.getName())));
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    var unmarked =
        CLASSES.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(p -> !resideInAPackage(GENERATED).test(p.getClasses().iterator().next()))
            .filter(p -> !p.isAnnotatedWith(NullMarked.class))
            .map(p -> p.getName())
            .sorted()
            .toList();
    assertThat(unmarked).isEmpty();
  }

  private static void onlyIn(String library, String... packages) {
    check(
        noClasses()
            .that(resideOutsideOfPackages(trees(packages)))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  /** A rule about a package that holds nothing holds. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }

  private static String[] trees(String... packages) {
    return Stream.of(packages).map(ArchitectureTest::tree).toArray(String[]::new);
  }

  private static String tree(String name) {
    return "dev.mensura." + name + "..";
  }
}
