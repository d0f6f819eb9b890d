// SPDX-License-Identifier: Apache-2.0
/// Decides which clients may use the servers of a runtime: requests must name this machine, and pages of
/// other sites must be allowed by the template or by an option.
@NullMarked
package dev.stepgate.local.access;

import org.jspecify.annotations.NullMarked;
