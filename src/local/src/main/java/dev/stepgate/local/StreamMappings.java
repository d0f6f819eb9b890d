// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.dynamodb.stream.StreamEventSource;
import dev.stepgate.local.events.FilterCriteria;
import dev.stepgate.local.template.Resource;

/// Converts a template's mappings of streams for their pollers.
final class StreamMappings {
    private StreamMappings() {}

    static StreamEventSource source(Resource.StreamMapping mapping) {
        Resource.StreamFailures failures = mapping.failures();
        return new StreamEventSource(
                mapping.streamArn(),
                mapping.function(),
                StreamEventSource.Start.valueOf(mapping.startingPosition()),
                new StreamEventSource.Batching(mapping.batchSize(), mapping.batchingWindow()),
                FilterCriteria.of(mapping.filters()),
                new StreamEventSource.OnError(
                        failures.retries(),
                        failures.maximumAge(),
                        failures.bisects(),
                        failures.reportBatchItemFailures()
                                ? StreamEventSource.Answer.REPORT_BATCH_ITEM_FAILURES
                                : StreamEventSource.Answer.ALL_OR_NOTHING,
                        failures.destination()));
    }
}
