package org.govbrain.local.simulate;

import java.util.List;
import org.govbrain.local.city.Draws;

/**
 * What the matters that come in one way are about.
 *
 * @param code category of the default categories
 * @param weight how often, relative
 * @param urgentShare how many of them are emergencies
 */
record CategoryMix(String code, double weight, HourShape hours, double urgentShare) {

    static final List<CategoryMix> INCIDENTS = List.of(
            new CategoryMix("accident", 12, HourShape.RUSH, 0.6),
            new CategoryMix("fight", 10, HourShape.NIGHT, 0.7),
            new CategoryMix("neighbour-dispute", 10, HourShape.EVENING, 0.1),
            new CategoryMix("theft", 8, HourShape.DAY, 0.05),
            new CategoryMix("noise", 8, HourShape.NIGHT, 0),
            new CategoryMix("family-dispute", 6, HourShape.EVENING, 0.2),
            new CategoryMix("fraud", 5, HourShape.DAY, 0),
            new CategoryMix("disturbance", 5, HourShape.NIGHT, 0.3),
            new CategoryMix("consumer-dispute", 4, HourShape.DAY, 0),
            new CategoryMix("fire", 3, HourShape.EVEN, 1),
            new CategoryMix("gas-leak", 2, HourShape.EVENING, 1),
            new CategoryMix("elevator-trapped", 2, HourShape.RUSH, 1),
            new CategoryMix("person-at-risk", 2, HourShape.EVEN, 1),
            new CategoryMix("burst-pipe", 2, HourShape.EVEN, 0.6));

    static final List<CategoryMix> REPORTS = List.of(
            new CategoryMix("illegal-parking", 16, HourShape.RUSH, 0),
            new CategoryMix("garbage", 14, HourShape.DAY, 0),
            new CategoryMix("street-stall", 10, HourShape.EVENING, 0),
            new CategoryMix("noise", 9, HourShape.NIGHT, 0),
            new CategoryMix("shop-overflow", 8, HourShape.EVENING, 0),
            new CategoryMix("enquiry", 8, HourShape.DAY, 0),
            new CategoryMix("property-service", 7, HourShape.DAY, 0),
            new CategoryMix("utility-service", 6, HourShape.DAY, 0.05),
            new CategoryMix("site-noise", 5, HourShape.NIGHT, 0),
            new CategoryMix("road-damage", 5, HourShape.DAY, 0.05),
            new CategoryMix("street-lamp", 5, HourShape.EVENING, 0),
            new CategoryMix("drain-blocked", 4, HourShape.DAY, 0.1),
            new CategoryMix("food-safety", 4, HourShape.EVENING, 0.05),
            new CategoryMix("consumer-dispute", 4, HourShape.DAY, 0),
            new CategoryMix("smoke", 4, HourShape.EVENING, 0),
            new CategoryMix("manhole-cover", 3, HourShape.EVEN, 0.3),
            new CategoryMix("elevator-fault", 3, HourShape.RUSH, 0.2),
            new CategoryMix("garage-misuse", 3, HourShape.DAY, 0),
            new CategoryMix("loose-cable", 2, HourShape.EVEN, 0.3),
            new CategoryMix("unlicensed-trade", 2, HourShape.DAY, 0),
            new CategoryMix("tree-trimming", 2, HourShape.DAY, 0),
            new CategoryMix("illegal-building", 2, HourShape.DAY, 0),
            new CategoryMix("elderly-care", 2, HourShape.DAY, 0),
            new CategoryMix("group-renting", 2, HourShape.EVENING, 0));

    static final List<CategoryMix> FINDINGS = List.of(
            new CategoryMix("ebike-charging", 12, HourShape.DAY, 0.04),
            new CategoryMix("fire-lane", 10, HourShape.DAY, 0.08),
            new CategoryMix("garbage", 10, HourShape.DAY, 0),
            new CategoryMix("fire-hazard", 8, HourShape.DAY, 0.06),
            new CategoryMix("bicycle-parking", 8, HourShape.DAY, 0),
            new CategoryMix("illegal-advert", 8, HourShape.DAY, 0),
            new CategoryMix("residence-registration", 6, HourShape.DAY, 0),
            new CategoryMix("electric-hazard", 5, HourShape.DAY, 0.05),
            new CategoryMix("garage-misuse", 5, HourShape.DAY, 0),
            new CategoryMix("shop-overflow", 5, HourShape.DAY, 0),
            new CategoryMix("gas-hazard", 3, HourShape.DAY, 0.25),
            new CategoryMix("elderly-care", 3, HourShape.DAY, 0),
            new CategoryMix("building-hazard", 2, HourShape.DAY, 0.1),
            new CategoryMix("manhole-cover", 2, HourShape.DAY, 0.1));

    static CategoryMix pick(List<CategoryMix> mix, Draws draws) {
        return mix.get(
                draws.pickIndex(mix.stream().mapToDouble(CategoryMix::weight).toArray()));
    }
}
