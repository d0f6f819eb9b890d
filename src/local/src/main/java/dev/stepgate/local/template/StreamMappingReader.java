// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import dev.stepgate.local.template.Properties.Range;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Reads mappings of table streams
/// ([parameters](https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-params.html)).
final class StreamMappingReader {
    private static final Range ATTEMPTS = new Range(-1, 10_000);
    private static final Range AGE = new Range(-1, 604_800);

    private StreamMappingReader() {}

    /// Returns true for the ARN of a DynamoDB stream.
    static boolean isStream(String source) {
        return source.matches("arn:[^:]+:dynamodb:.*");
    }

    static Resource read(String logicalId, Properties mapping, String streamArn, String function) {
        String position = mapping.required("StartingPosition");
        if (!List.of("TRIM_HORIZON", "LATEST", "").contains(position)) {
            mapping.problem("StartingPosition", "must be TRIM_HORIZON or LATEST, not " + position);
        }
        return new Resource.StreamMapping(
                logicalId,
                mapping.mark(),
                streamArn,
                function,
                position,
                mapping.number("BatchSize", 100, new Range(1, 10_000)),
                Duration.ofSeconds(mapping.number("MaximumBatchingWindowInSeconds", 0, new Range(0, 300))),
                failures(mapping),
                MessagingReader.filters(mapping));
    }

    /// Reads the source of a pipe, PipeSourceDynamoDBStreamParameters of its API.
    ///
    /// @param parameters DynamoDBStreamParameters
    /// @param pipe its ARN
    static Resource ofPipe(ResolvedResource resource, Properties parameters, String pipe, List<String> filters) {
        String bisecting = parameters.choice("OnPartialBatchItemFailure", "", List.of("", "AUTOMATIC_BISECT"));
        return new Resource.StreamMapping(
                resource.logicalId(),
                resource.mark(),
                resource.properties().required("Source"),
                pipe,
                parameters.choice("StartingPosition", "TRIM_HORIZON", List.of("TRIM_HORIZON", "LATEST")),
                parameters.number("BatchSize", 100, new Range(1, 10_000)),
                Duration.ofSeconds(parameters.number("MaximumBatchingWindowInSeconds", 0, new Range(0, 300))),
                new Resource.StreamFailures(
                        limit(parameters.number("MaximumRetryAttempts", -1, ATTEMPTS)),
                        limit(parameters.number("MaximumRecordAgeInSeconds", -1, AGE))
                                .map(Duration::ofSeconds),
                        !bisecting.isEmpty(),
                        true,
                        parameters.inner("DeadLetterConfig").map(letters -> letters.required("Arn"))),
                filters);
    }

    private static Optional<Integer> limit(int number) {
        return number < 0 ? Optional.empty() : Optional.of(number);
    }

    /// Reads the treatment of failed batches; -1 means as often, or as long, as records are kept.
    private static Resource.StreamFailures failures(Properties mapping) {
        int retries = mapping.number("MaximumRetryAttempts", -1, ATTEMPTS);
        int age = mapping.number("MaximumRecordAgeInSeconds", -1, AGE);
        return new Resource.StreamFailures(
                limit(retries),
                limit(age).map(Duration::ofSeconds),
                mapping.flag("BisectBatchOnFunctionError", false),
                MessagingReader.reportsBatchItemFailures(mapping),
                mapping.inner("DestinationConfig")
                        .flatMap(destinations -> destinations.inner("OnFailure"))
                        .map(failure -> failure.required("Destination")));
    }
}
