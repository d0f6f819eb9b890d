// SPDX-License-Identifier: Apache-2.0
/// SQS: queues, and the event source mappings that feed functions from them.
@NullMarked
package dev.stepgate.local.sqs;

import org.jspecify.annotations.NullMarked;
