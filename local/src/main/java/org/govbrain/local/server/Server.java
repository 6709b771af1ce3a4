package org.govbrain.local.server;

import org.govbrain.local.child.ChildJvm;

/** A server in a process of its own. */
public interface Server extends AutoCloseable {

    /** Its process. */
    ChildJvm child();

    /** Ends it in order. */
    @Override
    void close();
}
