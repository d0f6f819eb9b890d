// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// Keeps a test that waits for a condition from failing when another test's thread throws an exception at the
/// same time.
public final class AwaitedConditions implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
