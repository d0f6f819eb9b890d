// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.template.Properties.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads pipes
/// ([AWS::Pipes::Pipe](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-pipes-pipe.html)):
/// each becomes the pipe itself and the mapping of its source, which feeds it as a mapping feeds a function.
final class PipeReader {
    private static final List<String> MEMBERS =
            List.of("Enrichment", "EnrichmentParameters", "Source", "Target", "TargetParameters");

    private static final Set<String> SOURCES = Set.of("dynamodb", "sqs");
    private static final Set<String> ENRICHMENTS = Set.of("lambda", "states");
    private static final Set<String> TARGETS = Set.of("events", "lambda", "sns", "sqs", "states");

    private PipeReader() {}

    /// Returns nothing for a pipe that is stopped, or that cannot be run here.
    static List<Resource> read(ResolvedResource resource, Stack stack) {
        Properties pipe = resource.properties();
        String source = pipe.required("Source");
        String target = pipe.required("Target");
        boolean isHere = isHere(pipe, "Source", source, SOURCES)
                && isHere(pipe, "Enrichment", pipe.text("Enrichment").orElse(""), ENRICHMENTS)
                && isHere(pipe, "Target", target, TARGETS);
        String arn = stack.arn("pipes", "pipe/" + resource.name());
        ObjectNode input = ServiceInput.of(pipe, MEMBERS).put("Name", resource.name());
        List<Resource> made = new ArrayList<>();
        made.add(new Resource.Pipe(resource.logicalId(), resource.mark(), arn, input));
        made.add(mapping(resource, source, arn));
        boolean runs = pipe.choice("DesiredState", "RUNNING", List.of("RUNNING", "STOPPED"))
                .equals("RUNNING");
        return isHere && runs ? made : List.of();
    }

    /// Tells whether the services of an ARN can be called here; what is missing or wrong is told elsewhere.
    private static boolean isHere(Properties pipe, String property, String arn, Set<String> services) {
        String[] parts = arn.split(":", 4);
        boolean isHere = parts.length < 4 || services.contains(parts[2]);
        if (!isHere) {
            pipe.problems()
                    .notHere(pipe.mark(property), pipe.owner() + " " + property + " " + arn, "nothing goes through it");
        }
        return isHere;
    }

    private static Resource mapping(ResolvedResource resource, String source, String arn) {
        Optional<Properties> parameters = resource.properties().inner("SourceParameters");
        Optional<Properties> ofStream = parameters.flatMap(each -> each.inner("DynamoDBStreamParameters"));
        if (StreamMappingReader.isStream(source)) {
            if (ofStream.isEmpty()) {
                resource.properties().problem("SourceParameters", "a stream needs DynamoDBStreamParameters");
            }
            return StreamMappingReader.ofPipe(
                    resource, ofStream.orElse(resource.properties()), arn, filters(parameters));
        }
        return ofQueue(resource, source, arn);
    }

    private static Resource ofQueue(ResolvedResource resource, String source, String arn) {
        Optional<Properties> parameters = resource.properties().inner("SourceParameters");
        Optional<Properties> ofQueue = parameters.flatMap(each -> each.inner("SqsQueueParameters"));
        return new Resource.EventSourceMapping(
                resource.logicalId(),
                resource.mark(),
                source,
                arn,
                ofQueue.map(each -> each.number("BatchSize", 10, new Range(1, 10_000)))
                        .orElse(10),
                Duration.ofSeconds(
                        ofQueue.map(each -> each.number("MaximumBatchingWindowInSeconds", 0, new Range(0, 300)))
                                .orElse(0)),
                true,
                filters(parameters));
    }

    private static List<String> filters(Optional<Properties> source) {
        return source.map(MessagingReader::filters).orElse(List.of());
    }
}
