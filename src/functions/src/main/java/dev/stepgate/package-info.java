// SPDX-License-Identifier: Apache-2.0
/// API Gateway in front of Step Functions: the Lambda handlers of the five systems, a package for each.
package dev.stepgate;
