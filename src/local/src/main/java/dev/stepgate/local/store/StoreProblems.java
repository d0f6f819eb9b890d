// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/// The messages about folders that cannot be used.
final class StoreProblems {
    private StoreProblems() {}

    /// A folder that cannot be written to.
    static StoreException refuses(String folder, RuntimeException cause) {
        return new StoreException(
                folder + " takes no more data (" + reason(cause)
                        + "). Requests that change something are refused until it"
                        + " does; make room, or give back the right to write, and they go on. Nothing that was acknowledged"
                        + " is lost.",
                cause);
    }

    /// A folder that cannot be opened.
    static StoreException cannotOpen(Path folder, MVStoreException cause) {
        return switch (cause.getErrorCode()) {
            case DataUtils.ERROR_FILE_LOCKED -> inUse(folder);
            case DataUtils.ERROR_FILE_CORRUPT, DataUtils.ERROR_READING_FAILED, DataUtils.ERROR_UNSUPPORTED_FORMAT ->
                unreadable(folder, cause);
            default -> new StoreException(folder + " cannot be opened: " + reason(cause), cause);
        };
    }

    private static StoreException inUse(Path folder) {
        return new StoreException(
                folder + " is in use by another process. Stop that one, or name another folder with --data.", null);
    }

    static StoreException unreadable(Path folder, RuntimeException cause) {
        return new StoreException(
                folder + " is damaged: " + RecordFile.in(folder) + " cannot be read (" + reason(cause)
                        + "). Everything in it may be lost. Put back a copy of the folder, or move it away and start with"
                        + " an empty one.",
                cause);
    }

    static StoreException otherSchema(Path folder, int schema) {
        return new StoreException(
                folder + " was written by another version of Stepgate (its schema is " + schema
                        + ", this version reads " + FolderState.SCHEMA
                        + "). Run that version on it, or name another folder with --data.",
                null);
    }

    /// A folder that has lost its last commits.
    ///
    /// @param commit the last one that is left
    static StoreException cut(Path folder, FolderState state, long commit) {
        return new StoreException(
                folder + " is damaged: it ends at commit " + commit + ", but commit " + state.commit()
                        + " was written to it by " + state.time()
                        + ". What was acknowledged in between is lost. Put back a copy of the folder, or go on with what is"
                        + " left: stepgate data " + folder + " --accept-loss",
                null);
    }

    /// A folder whose record file is an older one.
    static StoreException old(Path folder, FolderState state, long version) {
        return new StoreException(
                folder + " is damaged: " + RecordFile.in(folder) + " ends at version " + version + ", but version "
                        + state.version() + " of it was written by " + state.time()
                        + ". What was acknowledged in between is lost. Put back a copy of the folder, or go on with what is"
                        + " left: stepgate data " + folder + " --accept-loss",
                null);
    }

    static StoreException noState(Path file, Exception cause) {
        return new StoreException(
                file.getParent() + " is damaged: " + file + " cannot be read (" + reason(cause)
                        + "), so nobody can tell whether anything is lost. Put back a copy of the folder, or go on with what"
                        + " is left: stepgate data " + file.getParent() + " --accept-loss",
                cause);
    }

    static StoreException noFolder(Path folder, Exception cause) {
        return new StoreException(folder + " is not a folder that can be written to: " + reason(cause), cause);
    }

    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof FileAlreadyExistsException there) {
            return there.getFile() + " is a file";
        }
        String text = cause.getMessage();
        return text == null ? cause.getClass().getSimpleName() : text;
    }
}
