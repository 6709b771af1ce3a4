package org.govbrain.local.stack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.govbrain.local.command.CommandFailure;
import org.jspecify.annotations.Nullable;

/** Keeps a second stack off a folder. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(StackFolder folder) throws IOException {
        FileChannel channel = open(folder);
        if (tryLock(channel) == null) {
            channel.close();
            throw CommandFailure.environment("A stack is already running on " + folder.root()
                    + StackState.find(folder)
                            .map(state -> " (process " + state.pid() + ", live view http://127.0.0.1:"
                                    + state.ports().console() + "/)")
                            .orElse("")
                    + "; stop it with ./brain down, or give this one another folder with --data.");
        }
        return new FolderLock(channel);
    }

    private static FileChannel open(StackFolder folder) {
        folder.make();
        try {
            return FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw folder.unusable(e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
