package org.govbrain.domain.indicator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.domain.situation.SaidBreach;

/** The two facts of a breach, that it was missed and that it was done after all. A plain state object. */
public final class PublishedBreach {
    public PublishedFact miss = new PublishedFact();
    public PublishedFact stop = new PublishedFact();

    /** Revision of the breach's document that was heard last; 0 before the first. */
    public long revision;

    /** When the breach is forgotten, in epoch milliseconds; 0 while it is open. */
    public long leavesAt;

    /**
     * Whether it says anything new: a former feed that was to prove it, and has been silent, may repeat an old word after the new feed
     * has had the last.
     */
    public boolean isNews(SaidBreach said) {
        if (said.documentRevision() <= revision) {
            return false;
        }
        revision = said.documentRevision();
        return true;
    }

    /** Takes it as it is, when there is no time by which something could be late. */
    public void take(Breach breach) {
        miss.take(CountedFact.missOf(breach));
        stop.take(CountedFact.stopOf(breach));
    }

    /** Hears it as it is, at {@code heardAt}, and says what of that amends what was published. */
    public List<Amendment> hear(SaidBreach said, Instant heardAt, ReferenceHistory city) {
        Breach breach = said.breach();
        long revision = said.documentRevision();
        List<Amendment> amendments = new ArrayList<>(
                miss.hear(FactSubject.missOf(breach), CountedFact.missOf(breach), heardAt, city, revision));
        amendments.addAll(stop.hear(FactSubject.stopOf(breach), CountedFact.stopOf(breach), heardAt, city, revision));
        return amendments;
    }
}
