// SPDX-License-Identifier: Apache-2.0
/// `POST /execute`: a workflow of four steps, two of which run at the same time.
package dev.stepgate.workflow;
