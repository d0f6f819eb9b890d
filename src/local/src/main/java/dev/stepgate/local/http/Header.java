// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

/// One header field as it stands on the wire: the name keeps its spelling, the value has no surrounding white
/// space.
public record Header(String name, String value) {}
