package org.govbrain.local.delivery;

/** A way to people or to another system. Called from several threads; waits for the answer at most some seconds. */
public interface Channel {

    /** Sends one message and says what the other side answered; failures are results, not exceptions. */
    SendResult send(Parcel parcel) throws InterruptedException;
}
