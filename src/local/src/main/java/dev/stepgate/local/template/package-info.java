// SPDX-License-Identifier: Apache-2.0
/// Reads template.yaml into resolved resources: YAML and JSON templates, the intrinsic functions, parameters,
/// conditions, includes, and SAM's additions to CloudFormation. Everything that is not supported is a
/// [TemplateProblem] with its location; nothing is skipped.
@NullMarked
package dev.stepgate.local.template;

import org.jspecify.annotations.NullMarked;
