package org.govbrain.engine.reference;

import java.util.List;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.engine.input.DeadLetter;

/**
 * Reads reference data as it is published. It needs no state of its own, because the topic keeps every version, and no
 * thread, because the operator asks. What is published takes effect at an instant of event time that lies a little
 * ahead, see {@link StoredFile#LEAD}; who asks now and then therefore knows of it in time.
 */
public interface ReferenceFollower extends AutoCloseable {

    /** What is known by now; rosters and the like, which have no history, of the newest version. */
    LoadedReference loaded();

    /** All versions known by now. */
    default ReferenceHistory history() {
        return loaded().history();
    }

    /** Takes in what has been published since, without waiting; whether {@link #loaded} is another one now. */
    boolean refresh();

    /** What was published and refused since this was last asked; the version before it stays in force. */
    List<DeadLetter> takeRefused();

    @Override
    void close();

    /** A follower of what never changes. */
    static ReferenceFollower fixed(LoadedReference loaded) {
        return new ReferenceFollower() {
            @Override
            public LoadedReference loaded() {
                return loaded;
            }

            @Override
            public boolean refresh() {
                return false;
            }

            @Override
            public List<DeadLetter> takeRefused() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }
}
