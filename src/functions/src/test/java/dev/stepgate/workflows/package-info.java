// SPDX-License-Identifier: Apache-2.0
/// The workflows of template.yaml, one test class for each state machine. Every class verifies that its tests
/// take every state and every transition.
package dev.stepgate.workflows;
