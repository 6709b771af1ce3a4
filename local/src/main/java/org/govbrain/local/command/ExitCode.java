package org.govbrain.local.command;

/** What the {@code brain} command ends with; scripts rely on these numbers. */
public final class ExitCode {
    public static final int OK = 0;
    /** The data had rejects, or a check failed. */
    public static final int REJECTED = 1;

    public static final int USAGE = 2;
    /** The machine is at fault: a port in use, a wrong JDK, too little disk, a stack that does not run. */
    public static final int ENVIRONMENT = 3;

    private ExitCode() {}
}
