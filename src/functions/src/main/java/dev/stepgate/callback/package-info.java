// SPDX-License-Identifier: Apache-2.0
/// `POST /async`: a workflow that asks an asynchronous API through a queue and waits for its callback.
package dev.stepgate.callback;
