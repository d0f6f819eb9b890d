// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The directions of docs/ARCHITECTURE.md: main <- local <- test; inside local, languages know nothing of devices,
/// devices nothing of languages, and only the package dev.stepgate.local wires them.
class ArchitectureTest {

    private static final String LOCAL = "dev.stepgate.local.";

    /// package -> the packages of ours that it may use, besides itself
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("json", List.of()),
            Map.entry("time", List.of()),
            Map.entry("http", List.of()),
            Map.entry("path", List.of("json")),
            Map.entry("intrinsic", List.of("json", "path")),
            Map.entry("jsonata", List.of("json")),
            Map.entry("asl", List.of("json", "path", "intrinsic", "jsonata")),
            Map.entry("asl.run", List.of("asl", "json", "path", "intrinsic", "jsonata", "time")),
            Map.entry("vtl", List.of("json", "path")),
            Map.entry("aws", List.of("json", "http")),
            Map.entry("gateway", List.of("json", "http")),
            Map.entry("gateway.rest", List.of("gateway", "json", "path", "vtl", "time", "http")),
            Map.entry("gateway.websocket", List.of("gateway", "json", "path", "vtl", "time", "http", "aws")),
            Map.entry("lambda", List.of("json", "time", "aws", "lambda.guest")),
            Map.entry("lambda.guest", List.of()),
            Map.entry("queue", List.of("json", "time", "aws")),
            Map.entry("topic", List.of("json", "time", "aws")),
            Map.entry("dynamodb.item", List.of("json", "aws")),
            Map.entry("dynamodb.expression", List.of("json", "aws", "dynamodb.item")),
            Map.entry("dynamodb.model", List.of("aws", "dynamodb.item")),
            Map.entry("dynamodb.stream", List.of("json", "time", "aws", "dynamodb.item")),
            Map.entry(
                    "dynamodb",
                    List.of(
                            "json",
                            "time",
                            "aws",
                            "dynamodb.item",
                            "dynamodb.expression",
                            "dynamodb.model",
                            "dynamodb.stream")),
            Map.entry("integration", List.of("json", "time", "http", "aws", "asl", "asl.run", "lambda")),
            Map.entry("states", List.of("json", "time", "aws", "path", "intrinsic", "jsonata", "asl", "asl.run")),
            Map.entry("mock", List.of("json", "time", "aws", "asl", "asl.run", "states")),
            Map.entry("template", List.of("json")));

    private static final Pattern CLASS_FILE = Pattern.compile("/target/(?:test-)?classes/([^$]+)(?:\\$.*)?\\.class$");

    private static final JavaClasses PRODUCTION =
            new ClassFileImporter().withImportOption(ArchitectureTest::isOurs).importPackages("dev.stepgate");

    private static final JavaClasses EVERYTHING = new ClassFileImporter().importPackages("dev.stepgate");

    /// src/local and src/test share a folder of class files: production is what has its source under src/main or
    /// src/local
    private static boolean isOurs(Location location) {
        Matcher name = CLASS_FILE.matcher(location.asURI().getPath());
        return name.find()
                && Stream.of("src/main/java", "src/local/java")
                        .anyMatch(root -> Files.exists(Path.of(root, name.group(1) + ".java")));
    }

    @Test
    void theDeployedHalfKnowsNothingOfTheLocalHalf() {
        noClasses()
                .that()
                .resideInAPackage("dev.stepgate..")
                .and()
                .resideOutsideOfPackages("dev.stepgate.local..", "dev.stepgate.test..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.stepgate.local..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.stepgate"));
    }

    @Test
    void theLocalHalfNamesNoHandler() {
        noClasses()
                .that()
                .resideInAPackage("dev.stepgate.local..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.stepgate..").and(not(resideInAPackage("dev.stepgate.local.."))))
                .check(PRODUCTION);
    }

    @Test
    void theLocalHalfUsesNoTestLibrary() {
        noClasses()
                .that()
                .resideInAPackage("dev.stepgate.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.junit..", "org.assertj..", "org.mockito..", "com.tngtech..", "org.awaitility..")
                .check(PRODUCTION);
    }

    @Test
    void everyPackageOfTheLocalHalfHasItsRow() {
        String[] listed = Stream.concat(
                        Stream.of("dev.stepgate.local"),
                        MAY_USE.keySet().stream().map(name -> LOCAL + name))
                .toArray(String[]::new);

        classes()
                .that()
                .resideInAPackage("dev.stepgate.local..")
                .should()
                .resideInAnyPackage(listed)
                .check(PRODUCTION);
    }

    static Stream<Arguments> rows() {
        return MAY_USE.entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @ParameterizedTest(name = "{0} uses only {1}")
    @MethodSource("rows")
    void aPackageUsesOnlyWhatItsRowAllows(String name, List<String> allowed) {
        String[] ours = Stream.concat(Stream.of(name), allowed.stream())
                .map(each -> LOCAL + each)
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(LOCAL + name)
                .should()
                .dependOnClassesThat(resideInAPackage("dev.stepgate..").and(not(resideInAnyPackage(ours))))
                .allowEmptyShould(true)
                .check(PRODUCTION);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.stepgate.(**)").should().beFreeOfCycles().check(PRODUCTION);
    }

    @Test
    void languagesAreFreeOfInputOutputThreadsAndClocks() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        LOCAL + "json",
                        LOCAL + "path",
                        LOCAL + "intrinsic",
                        LOCAL + "jsonata",
                        LOCAL + "asl",
                        LOCAL + "vtl")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net", "java.nio.file..", "io.netty..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(PRODUCTION);
    }

    @Test
    void nettyStaysInsideHttp() {
        noClasses()
                .that()
                .resideOutsideOfPackage(LOCAL + "http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(EVERYTHING);
    }

    @Test
    void theJarForOtherProjectsHoldsEveryLibraryThatTheLocalHalfUses() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        assertThat(librariesOfTheLocalHalf())
                .filteredOn(library ->
                        !library.matches("(junit|opentest4j|assertj|jackson-|slf4j-|aws-lambda-java-core).*"))
                .contains("picocli", "velocity-engine-core")
                .allSatisfy(library -> assertThat(pom).containsPattern("<extraJar>.*:" + library + ":jar}</extraJar>"));
    }

    /// The names of artifacts in the local repository, whose jars lie in `NAME/VERSION/`.
    private static Set<String> librariesOfTheLocalHalf() {
        return PRODUCTION.stream()
                .filter(type -> type.getPackageName().matches("dev\\.stepgate\\.(local|test).*"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .flatMap(dependency -> dependency.getTargetClass().getBaseComponentType().getSource().stream())
                .map(source -> source.getUri().toString())
                .filter(uri -> uri.startsWith("jar:"))
                .map(uri -> Path.of(uri.substring("jar:file:".length(), uri.indexOf('!'))))
                .map(jar -> jar.getName(jar.getNameCount() - 3).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
