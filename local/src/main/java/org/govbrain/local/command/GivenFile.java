package org.govbrain.local.command;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Files that a command line names. */
public final class GivenFile {
    private GivenFile() {}

    /**
     * The same path, of a file or a pipe that can be read.
     *
     * @throws CommandFailure if it is not there, is a folder (which opens, and ends the first read) or is not ours to read
     */
    public static Path readable(Path file) {
        if (Files.isDirectory(file)) {
            throw CommandFailure.usage(file + " is a folder; a file is expected.");
        }
        if (!Files.isReadable(file)) {
            throw CommandFailure.usage("The file " + file + " is not there or cannot be read.");
        }
        return file;
    }

    /** What the system says of a file, in words for who named it. */
    public static CommandFailure failure(Exception thrown) {
        Throwable cause = thrown instanceof UncheckedIOException ? thrown.getCause() : null;
        Throwable refused = cause == null ? thrown : cause;
        String file = refused instanceof FileSystemException named ? named.getFile() : "";
        if (refused instanceof NoSuchFileException) {
            return CommandFailure.usage("The file " + file + " is not there.");
        }
        if (refused instanceof FileAlreadyExistsException || refused instanceof NotDirectoryException) {
            return CommandFailure.usage(file + " is a file; name a folder, or one that is not there yet.");
        }
        if (refused instanceof AccessDeniedException) {
            return CommandFailure.environment(file + " cannot be read or written: change its rights, or name another.");
        }
        return CommandFailure.environment("A file cannot be read or written: " + refused.getMessage() + ".");
    }
}
