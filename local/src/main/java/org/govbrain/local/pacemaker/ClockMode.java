package org.govbrain.local.pacemaker;

/** Which clock the pacemaker beats by. */
public enum ClockMode {
    /** The data's while all of it is older than {@link Pace#CURRENT}; this machine's from the first current event on. */
    AUTO,
    /** This machine's. */
    WALL,
    /** The data's own: history gives history's answer. */
    DATA
}
