package org.govbrain.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner may read. What is made here is never there with other permissions, not even for a moment. */
public final class OwnFile {
    private static final String FILE = "rw-------";
    private static final String FOLDER = "rwx------";

    private OwnFile() {}

    /** Makes an empty one in place of what was there: whoever had the old one open sees nothing that is written now. */
    public static void create(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, with(FILE, file));
    }

    /** Makes one that is there, by whomever it was written, its owner's. */
    public static void keep(Path file) throws IOException {
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
        }
    }

    /** Makes a folder that nobody else may look into; one that is there stays as it is. */
    public static void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder.toAbsolutePath().getParent());
        Files.createDirectory(folder, with(FOLDER, folder));
    }

    private static FileAttribute<?>[] with(String permissions, Path near) {
        return isPosix(near)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
