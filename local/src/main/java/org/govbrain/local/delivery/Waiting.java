package org.govbrain.local.delivery;

import org.govbrain.schemas.delivery.DeliveryRequest;

/** A message that is not settled: which contact method is its turn, and since when. */
final class Waiting {
    final DeliveryRequest request;
    final long acceptedAt;
    int contact;
    int attempts;
    long notBefore;
    boolean inFlight;

    Waiting(DeliveryRequest request, long acceptedAt, long notBefore) {
        this.request = request;
        this.acceptedAt = acceptedAt;
        this.notBefore = notBefore;
    }

    String contactMethod() {
        return request.getContacts().get(contact);
    }

    String channel() {
        String method = contactMethod();
        int colon = method.indexOf(':');
        return colon < 0 ? method : method.substring(0, colon);
    }

    /** Empty when the channel itself is the address. */
    String address() {
        String method = contactMethod();
        int colon = method.indexOf(':');
        return colon < 0 ? "" : method.substring(colon + 1);
    }

    boolean hasNextContact() {
        return contact + 1 < request.getContacts().size();
    }

    /** Decided together, so said together. */
    boolean goesWith(Waiting other) {
        return request.getRecipient().equals(other.request.getRecipient())
                && contactMethod().equals(other.contactMethod())
                && (request.getDigest()
                        ? other.request.getDigest()
                        : request.getBundle().equals(other.request.getBundle()) && !other.request.getDigest());
    }
}
