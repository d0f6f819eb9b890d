// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// A test that waits for a condition is not failed by what another test, at the same time, lets a thread of its own
/// throw.
public final class AwaitedConditions implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
    }
}
