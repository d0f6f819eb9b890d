// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.launch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// POSIX `execv`: replaces this process by another program.
final class Exec {
    private static final FunctionDescriptor EXECV =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);

    private Exec() {}

    /// Returns only if it fails; this process then goes on as it is.
    ///
    /// @param command the path of a program, and its arguments
    @SuppressWarnings("restricted") // the jar asks for native access in its manifest
    static void replaceThisProcess(List<String> command) {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> execv = linker.defaultLookup().find("execv");
        if (execv.isEmpty()) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(ValueLayout.ADDRESS, command.size() + 1L);
            for (int i = 0; i < command.size(); i++) {
                arguments.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command.get(i)));
            }
            call(linker.downcallHandle(execv.get(), EXECV), arguments);
        }
    }

    private static void call(MethodHandle execv, MemorySegment arguments) {
        try {
            int _ = (int) execv.invokeExact(arguments.getAtIndex(ValueLayout.ADDRESS, 0), arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("execv could not be called", e);
        }
    }
}
