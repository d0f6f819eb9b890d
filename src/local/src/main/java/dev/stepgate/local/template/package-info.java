// SPDX-License-Identifier: Apache-2.0
/// template.yaml to resolved resources: YAML and JSON templates, the intrinsic functions, parameters,
/// conditions, includes, and what SAM adds to CloudFormation. Everything that is not supported is a
/// [TemplateProblem] with its place; nothing is skipped.
@NullMarked
package dev.stepgate.local.template;

import org.jspecify.annotations.NullMarked;
