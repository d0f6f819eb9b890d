// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks the dependencies in docs/ARCHITECTURE.md: languages do not depend on devices, devices do not depend
/// on languages, and only the package dev.stepgate.local wires them; the command line is above it.
class ArchitectureTest {

    private static final String LOCAL = "dev.stepgate.local.";

    /// package -> our packages that it may use, besides itself and the two without dependencies, concurrent
    /// and random
    private static final Map<String, List<String>> MAY_USE = Map.ofEntries(
            Map.entry("concurrent", List.of()),
            Map.entry("random", List.of()),
            Map.entry("json", List.of()),
            Map.entry("log", List.of()),
            Map.entry("access", List.of("http")),
            Map.entry("history", List.of("json")),
            Map.entry("cost", List.of("json")),
            Map.entry("time", List.of()),
            Map.entry("http", List.of()),
            Map.entry("evaluation", List.of()),
            Map.entry("path", List.of("json", "evaluation")),
            Map.entry("intrinsic", List.of("json", "path", "evaluation")),
            Map.entry("jsonata", List.of("json", "evaluation")),
            Map.entry("asl", List.of("json", "path", "intrinsic", "jsonata")),
            Map.entry("asl.run", List.of("asl", "json", "path", "intrinsic", "jsonata", "evaluation", "time")),
            Map.entry("vtl", List.of("json", "path", "evaluation")),
            Map.entry("graph", List.of("asl", "asl.run", "json", "path", "intrinsic", "jsonata")),
            Map.entry("aws", List.of("json", "http")),
            Map.entry("apigateway", List.of("evaluation", "log", "json", "path", "vtl", "time", "http")),
            Map.entry(
                    "apigateway.rest",
                    List.of("evaluation", "log", "apigateway", "json", "path", "vtl", "time", "http", "aws")),
            Map.entry("apigateway.http", List.of("log", "apigateway", "json", "path", "vtl", "time", "http", "aws")),
            Map.entry(
                    "apigateway.websocket", List.of("log", "apigateway", "json", "path", "vtl", "time", "http", "aws")),
            Map.entry("lambda", List.of("log", "json", "time", "aws", "store", "lambda.replacement", "lambda.process")),
            Map.entry("lambda.process", List.of("json", "http")),
            Map.entry("lambda.replacement", List.of()),
            Map.entry("store", List.of("json")),
            Map.entry("sqs", List.of("json", "time", "aws", "store")),
            Map.entry("pattern", List.of()),
            Map.entry("sns", List.of("json", "time", "aws", "store", "pattern")),
            Map.entry("s3", List.of("time", "http", "aws", "store")),
            Map.entry("schedule", List.of()),
            Map.entry("targets", List.of("json", "time", "aws", "store")),
            Map.entry("events", List.of("json", "path", "time", "aws", "schedule", "store", "targets", "pattern")),
            Map.entry("scheduler", List.of("json", "time", "aws", "schedule", "store", "targets")),
            Map.entry("pipes", List.of("json", "path", "time", "aws", "targets")),
            Map.entry("ssm", List.of("json", "aws", "store")),
            Map.entry("secretsmanager", List.of("json", "aws", "store")),
            Map.entry("reference", List.of("json", "aws", "ssm", "secretsmanager")),
            Map.entry("dynamodb.item", List.of("json", "aws")),
            Map.entry("dynamodb.expression", List.of("json", "aws", "dynamodb.item")),
            Map.entry("dynamodb.partiql", List.of("aws", "dynamodb.item", "dynamodb.expression")),
            Map.entry("dynamodb.model", List.of("aws", "dynamodb.item")),
            Map.entry("dynamodb.stream", List.of("json", "time", "aws", "store", "dynamodb.item")),
            Map.entry(
                    "dynamodb",
                    List.of(
                            "json",
                            "time",
                            "aws",
                            "store",
                            "dynamodb.item",
                            "dynamodb.expression",
                            "dynamodb.partiql",
                            "dynamodb.model",
                            "dynamodb.stream")),
            Map.entry("integration", List.of("json", "time", "http", "aws", "asl", "asl.run", "lambda")),
            Map.entry(
                    "stepfunctions",
                    List.of("json", "time", "aws", "path", "intrinsic", "jsonata", "asl", "asl.run", "store")),
            Map.entry("mock", List.of("json", "time", "aws", "asl", "asl.run", "stepfunctions")),
            Map.entry("template", List.of("json")),
            Map.entry("launch", List.of()),
            Map.entry(
                    "console",
                    List.of(
                            "log",
                            "json",
                            "time",
                            "http",
                            "aws",
                            "vtl",
                            "asl",
                            "asl.run",
                            "graph",
                            "history",
                            "stepfunctions",
                            "apigateway",
                            "apigateway.websocket",
                            "lambda",
                            "sqs",
                            "template")),
            Map.entry("code", List.of()));

    private static final JavaClasses PRODUCTION = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.stepgate");

    private static final JavaClasses EVERYTHING = new ClassFileImporter().importPackages("dev.stepgate");

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
                        Stream.of("dev.stepgate.local", LOCAL + "cli"),
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
        String[] ours = Stream.concat(Stream.of(name, "concurrent", "random"), allowed.stream())
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
                        LOCAL + "schedule",
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
}
