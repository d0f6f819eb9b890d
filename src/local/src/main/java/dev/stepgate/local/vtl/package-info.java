// SPDX-License-Identifier: Apache-2.0
/// Mapping templates: the Velocity Template Language as API Gateway runs it. A [MappingTemplate] is parsed
/// once, at load, and rendered by any thread over an [InputVariable], a [ContextMap] and the stage's
/// variables.
@NullMarked
package dev.stepgate.local.vtl;

import org.jspecify.annotations.NullMarked;
