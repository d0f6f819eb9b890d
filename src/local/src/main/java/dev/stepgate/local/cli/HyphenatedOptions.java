// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import org.apache.commons.cli.Options;

/// Options whose long names need two hyphens, and whose short names have one letter. Commons CLI itself would take
/// `-template` for `--template` and `-output.svg` for `--output .svg`.
final class HyphenatedOptions extends Options {
    private static final long serialVersionUID = 1;

    @Override
    public boolean hasLongOption(String name) {
        return name.startsWith("--") && super.hasLongOption(name);
    }

    @Override
    public boolean hasShortOption(String name) {
        return name.length() == 1 && super.hasShortOption(name);
    }
}
