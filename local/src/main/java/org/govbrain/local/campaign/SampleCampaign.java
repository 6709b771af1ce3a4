package org.govbrain.local.campaign;

import java.time.Instant;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.local.city.ReferenceCity;

/** The clean-up of the sample city's garages: the list that a person would load with {@code brain campaign load}. */
public final class SampleCampaign {
    static final int GARAGES = 1_140;
    private static final int EVERY = 18;
    private static final int WITH_GARAGE = 13;
    /** Less than that of any list that a person loads. */
    private static final long REVISION = 1;

    private SampleCampaign() {}

    /** Its targets, the same for the same city. */
    public static TargetList targets(ReferenceCity city, ReferenceData data, Instant from, Instant due) {
        StringBuilder csv = new StringBuilder("number,building,name\n");
        int number = 0;
        for (int i = 0; i < city.buildings().size() && number < GARAGES; i++) {
            if (i % EVERY < WITH_GARAGE) {
                Building building = city.buildings().get(i);
                number++;
                csv.append("%04d,%s,%s车库%n".formatted(number, building.buildingId(), building.name()));
            }
        }
        return TargetList.read(csv.toString(), new TargetList.Campaign("garages", from, due), data, REVISION);
    }
}
