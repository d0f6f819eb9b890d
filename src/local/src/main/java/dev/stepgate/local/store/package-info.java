// SPDX-License-Identifier: Apache-2.0
/// Records on disk that outlive the process. What they mean is known to the services that write them.
@NullMarked
package dev.stepgate.local.store;

import org.jspecify.annotations.NullMarked;
