// SPDX-License-Identifier: Apache-2.0
/// The AWS wire protocols: JSON 1.0 and 1.1, query with XML, and REST, so that the real SDKs and the `aws`
/// command line can talk to the services of this JVM.
@NullMarked
package dev.stepgate.local.aws;

import org.jspecify.annotations.NullMarked;
