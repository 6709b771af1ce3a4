package org.govbrain.engine.patrol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.gather.GatherFunction;
import org.govbrain.engine.input.HeardEvent;

/** The steps of patrols of each grid, until the next watermark. What is in no grid is no patrol of one. */
final class GatherPatrolsFunction extends GatherFunction<HeardEvent, PatrolSteps> {
    private static final long serialVersionUID = 1L;

    /** Empty when it is sent to where it runs. */
    private final LinkedHashMap<Key, List<Long>> steps = new LinkedHashMap<>();

    private record Key(String gridId, EventKind kind) {}

    GatherPatrolsFunction() {
        super(PatrolSteps.class);
    }

    @Override
    public void processElement(HeardEvent heard, Context context, Collector<PatrolSteps> out) {
        GovernanceEvent event = heard.event();
        if (event.gridId() != null) {
            of(event.gridId(), event.kind()).add(event.occurredAt().toEpochMilli());
        }
    }

    private List<Long> of(String gridId, EventKind kind) {
        return steps.computeIfAbsent(new Key(gridId, kind), key -> new ArrayList<>());
    }

    @Override
    protected void putBack(PatrolSteps gathered) {
        of(gathered.gridId(), gathered.kind()).addAll(gathered.atMs());
    }

    @Override
    protected List<PatrolSteps> waiting() {
        List<PatrolSteps> waiting = new ArrayList<>(steps.size());
        steps.forEach((key, atMs) -> waiting.add(new PatrolSteps(key.gridId, key.kind, atMs)));
        return waiting;
    }

    @Override
    protected void clear() {
        steps.clear();
    }
}
