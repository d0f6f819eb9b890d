// SPDX-License-Identifier: Apache-2.0
/// Records on disk that survive the process. Only the services that write them know their meaning.
@NullMarked
package dev.stepgate.local.store;

import org.jspecify.annotations.NullMarked;
