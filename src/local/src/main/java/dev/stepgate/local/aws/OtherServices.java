// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The services that do not run in this JVM, from `other-services.tsv`: their names and, of those that speak
/// AWS JSON, everything needed to call them elsewhere. The file is read when the first of them is looked for.
final class OtherServices {
    private static final String NONE = "-";
    private static final List<Row> ROWS = read();

    private record Row(ServiceModel model, boolean hasLowerCaseMembers) {}

    private OtherServices() {}

    static Optional<ServiceModel> find(Predicate<ServiceModel> wanted) {
        return all().filter(wanted).findFirst();
    }

    static Stream<ServiceModel> all() {
        return ROWS.stream().map(Row::model);
    }

    static boolean hasLowerCaseMembers(ServiceModel model) {
        return ROWS.stream().filter(row -> row.model().equals(model)).anyMatch(Row::hasLowerCaseMembers);
    }

    private static List<Row> read() {
        try (InputStream in = Objects.requireNonNull(OtherServices.class.getResourceAsStream("other-services.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> row(line.split("\t")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(String[] columns) {
        ServiceModel.Json json = columns[2].equals(NONE) ? null : new ServiceModel.Json(columns[2], columns[3], "");
        return new Row(new ServiceModel(columns[0], columns[1], json, null, null), columns[4].equals("lower"));
    }
}
