package org.govbrain.local.city;

import java.util.Locale;

/** The nine departments of the reference city. */
public enum Department {
    POLICE("派出所", "Police station"),
    FIRE_RESCUE("消防救援站", "Fire and rescue station"),
    CITY_MANAGEMENT("综合行政执法队", "Urban management"),
    MARKET_SUPERVISION("市场监管所", "Market supervision"),
    EMERGENCY_OFFICE("应急管理办", "Emergency office"),
    JUDICIAL_OFFICE("司法所", "Judicial office"),
    CONSTRUCTION_OFFICE("城乡建设办", "Construction office"),
    HEALTH_CENTRE("社区卫生服务中心", "Community health centre"),
    SOCIAL_AFFAIRS("社会事务办", "Social affairs office");

    private final String zh;
    private final String en;

    Department(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** The word in {@code departmentId}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }
}
