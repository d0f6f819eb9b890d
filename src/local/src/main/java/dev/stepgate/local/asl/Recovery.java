// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.List;

/// A state's handling of [errors](https://states-language.net/spec.html#errors): first the retriers, then the
/// catchers, each in order.
public record Recovery(List<Retrier> retriers, List<Catcher> catchers) {
    public Recovery {
        retriers = List.copyOf(retriers);
        catchers = List.copyOf(catchers);
    }
}
