// SPDX-License-Identifier: Apache-2.0
/// Task states that are answered without the service they call: what an answer is, and AWS's mock
/// configuration file.
@NullMarked
package dev.stepgate.local.mock;

import org.jspecify.annotations.NullMarked;
