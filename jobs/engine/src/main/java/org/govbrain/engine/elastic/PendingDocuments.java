package org.govbrain.engine.elastic;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.engine.document.DocumentWrite;

/** The documents that wait to be sent, oldest first, and of each document the newest version only. */
final class PendingDocuments {
    /**
     * A document that waits.
     *
     * @param attempts how often it was tried in vain
     */
    record Pending(DocumentWrite write, int attempts) {
        Pending failedOnceMore() {
            return new Pending(write, attempts + 1);
        }
    }

    private record Key(String index, String id) {}

    private final Map<Key, Pending> byKey = new LinkedHashMap<>();
    private long bytes;

    /** Adds a document; true if one of two versions of it was dropped, because the other is as new or newer. */
    boolean add(Pending added) {
        Key key = new Key(added.write().index(), added.write().id());
        Pending present = byKey.get(key);
        if (present != null && present.write().version() >= added.write().version()) {
            return true;
        }
        // The patience that a cluster asks for does not begin anew with each version.
        int attempts = present == null ? added.attempts() : Math.max(present.attempts(), added.attempts());
        byKey.put(key, new Pending(added.write(), attempts));
        bytes += added.write().sizeBytes();
        if (present == null) {
            return false;
        }
        bytes -= present.write().sizeBytes();
        return true;
    }

    /** Takes the oldest out, as many as a request may hold; at least one unless empty. */
    List<Pending> takeBatch(int maxDocuments, long maxBytes) {
        List<Pending> batch = new ArrayList<>(Math.min(maxDocuments, byKey.size()));
        long batchBytes = 0;
        for (Iterator<Pending> oldest = byKey.values().iterator(); oldest.hasNext() && batch.size() < maxDocuments; ) {
            Pending next = oldest.next();
            long size = next.write().sizeBytes();
            if (!batch.isEmpty() && batchBytes + size > maxBytes) {
                break;
            }
            batch.add(next);
            batchBytes += size;
            oldest.remove();
        }
        bytes -= batchBytes;
        return batch;
    }

    int size() {
        return byKey.size();
    }

    long bytes() {
        return bytes;
    }

    List<DocumentWrite> writes() {
        return byKey.values().stream().map(Pending::write).toList();
    }
}
