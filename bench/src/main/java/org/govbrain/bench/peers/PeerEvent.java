package org.govbrain.bench.peers;

/** A case is reported, or accepted. As little as any of the engines can do with. */
public record PeerEvent(String caseId, boolean accepted, long atMs) {}
