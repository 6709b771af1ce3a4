package org.govbrain.local.simulate;

import java.util.ArrayList;
import java.util.List;
import org.govbrain.local.city.Department;
import org.govbrain.local.city.Draws;
import org.govbrain.local.city.Platform;

/** Who deals with what in the reference city, by category group. */
final class Responsibility {
    private Responsibility() {}

    static Department department(String group) {
        return switch (group) {
            case "construction", "public-facility", "road-traffic" -> Department.CONSTRUCTION_OFFICE;
            case "emergency" -> Department.FIRE_RESCUE;
            case "public-order" -> Department.POLICE;
            case "dispute" -> Department.JUDICIAL_OFFICE;
            case "safety" -> Department.EMERGENCY_OFFICE;
            case "market" -> Department.MARKET_SUPERVISION;
            case "service" -> Department.SOCIAL_AFFAIRS;
            default -> Department.CITY_MANAGEMENT;
        };
    }

    static Platform platform(String group) {
        return switch (group) {
            case "emergency", "public-order", "dispute", "safety" -> Platform.ZONGZHI;
            case "market" -> Platform.SHICHANG;
            case "service", "public-facility", "road-traffic" -> Platform.BIANMIN;
            default -> Platform.ZHIFA;
        };
    }

    /** The department that leads, and for an emergency up to two that go with it. */
    static List<Department> dispatched(String group, boolean urgent, Draws draws) {
        List<Department> departments = new ArrayList<>(List.of(department(group)));
        for (Department also : List.of(Department.POLICE, Department.HEALTH_CENTRE, Department.EMERGENCY_OFFICE)) {
            if (urgent && departments.size() < 3 && !departments.contains(also) && draws.chance(0.45)) {
                departments.add(also);
            }
        }
        return departments;
    }
}
