// SPDX-License-Identifier: Apache-2.0
/// Mapping templates: the Velocity Template Language as API Gateway runs it. A [MappingTemplate] is parsed
/// once, when it is loaded, and rendered by any thread with an [InputVariable], a [ContextMap] and the
/// stage's variables.
@NullMarked
package dev.stepgate.local.vtl;

import org.jspecify.annotations.NullMarked;
