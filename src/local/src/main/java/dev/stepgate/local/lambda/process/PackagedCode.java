// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The code of a function as it was when its first process was started: unpacked where it is a zip or inline
/// text, with the command that starts a process. Made by [Processes#open]. Thread-safe.
public final class PackagedCode implements AutoCloseable {
    private final FunctionPackage function;
    private final Processes processes;
    private final List<Path> temporary = new ArrayList<>();
    private @Nullable FileStamps stamps;
    private @Nullable Site site;
    private final Map<Boolean, Command> commands = new HashMap<>();
    private boolean debuggerIsTaken;
    private boolean isRemarked;

    PackagedCode(FunctionPackage function, Processes processes) {
        this.function = function;
        this.processes = processes;
    }

    /// Makes a process that starts with its first event.
    ///
    /// @param environment the function's variables and those that Lambda sets
    /// @param lines receives each line that the process prints, and remarks of the runtime
    public FunctionProcess process(Map<String, String> environment, Consumer<String> lines) {
        return new FunctionProcess(this, processes, environment, lines);
    }

    /// Returns true when files have changed since the first process was started.
    public synchronized boolean hasChanged() {
        return stamps != null && stamps.haveChanged();
    }

    /// Deletes the unpacked files. The processes must have ended.
    @Override
    public synchronized void close() {
        for (Path folder : temporary) {
            try {
                Archives.delete(folder);
            } catch (IOException _) {
                // the watchdog removes it in the end
            }
        }
        temporary.clear();
    }

    FunctionPackage function() {
        return function;
    }

    /// Returns true when a debugger can attach; then there is no time limit.
    public boolean hasDebugger() {
        return function.debugPort().isPresent();
    }

    /// Returns the command that starts a process. A failure is not remembered, because the user may correct
    /// it.
    synchronized Command command(String handler, boolean debugged) throws NotStartedException {
        Optional<Command> known = Optional.ofNullable(commands.get(debugged));
        if (known.isPresent()) {
            return known.get();
        }
        try {
            Command made = Commands.of(site(handler), debugged ? function.debugPort() : OptionalInt.empty());
            commands.put(debugged, made);
            return made;
        } catch (IOException e) {
            throw new NotStartedException(String.valueOf(e.getMessage()));
        }
    }

    /// Returns true for one process at a time, and only where a debugger is wanted, because its port can be
    /// used only once.
    synchronized boolean takeDebugger() {
        boolean free = hasDebugger() && !debuggerIsTaken;
        debuggerIsTaken |= free;
        return free;
    }

    synchronized void giveDebuggerBack() {
        debuggerIsTaken = false;
    }

    /// Returns the command's remark for the user, the first time only.
    synchronized Optional<String> remark(Command command) {
        boolean isNew = !command.remark().isEmpty() && !isRemarked;
        isRemarked |= isNew;
        return isNew ? Optional.of(command.remark()) : Optional.empty();
    }

    /// Returns the remedy for the error of a process that could not get ready; empty when it is not known.
    synchronized String hint(byte[] error) {
        if (site == null) {
            return "";
        }
        String program = commands.values().stream()
                .findFirst()
                .map(command -> command.line().getFirst())
                .orElse("python3");
        return MissingDependency.hint(site, program, error);
    }

    private Site site(String handler) throws IOException {
        if (site == null) {
            close();
            stamps = new FileStamps(sources());
            Path root = root();
            List<Path> layers = new ArrayList<>();
            for (Path layer : function.layers()) {
                layers.add(Files.isRegularFile(layer) ? unpacked(layer) : layer.toRealPath());
            }
            site = new Site(function, root, Layers.inOrderOfTemplate(layers), handler, processes);
        }
        return site;
    }

    /// The present location of a function's code, with everything that a command is made of.
    record Site(FunctionPackage function, Path root, Layers layers, String handler, Processes processes) {}

    private List<Path> sources() {
        List<Path> all = new ArrayList<>(function.layers());
        switch (function.code()) {
            case FunctionPackage.Code.Folder folder -> all.add(folder.path());
            case FunctionPackage.Code.Archive archive -> all.add(archive.path());
            case FunctionPackage.Code.Inline _ -> {}
            case FunctionPackage.Code.ClassPath classPath -> all.addAll(classPath.entries());
        }
        return all;
    }

    private Path root() throws IOException {
        return switch (function.code()) {
            case FunctionPackage.Code.Folder folder -> folder.path().toRealPath();
            case FunctionPackage.Code.Archive archive -> unpacked(archive.path());
            case FunctionPackage.Code.Inline inline -> written(inline.text());
            case FunctionPackage.Code.ClassPath classPath ->
                classPath.entries().stream()
                        .filter(Files::isDirectory)
                        .findFirst()
                        .orElseGet(() -> Path.of("").toAbsolutePath());
        };
    }

    private Path unpacked(Path archive) throws IOException {
        Path folder = newFolder();
        Archives.unpack(archive, folder);
        return folder;
    }

    private Path written(String text) throws IOException {
        Path folder = newFolder();
        String suffix = function.runtime() instanceof ProcessRuntime.Node ? ".js" : ".py";
        Files.writeString(folder.resolve("index" + suffix), text);
        return folder;
    }

    private Path newFolder() throws IOException {
        Path folder = processes.newFolder("code");
        temporary.add(folder);
        return folder;
    }
}
