package org.govbrain.domain.hotspot.statistics;

/** The 17 patterns of emerging hot spot analysis, which say how a place became what it is. */
public enum EmergingPattern {
    NEW_HOT("new hot spot", "新增热点", 1),
    CONSECUTIVE_HOT("consecutive hot spot", "连续热点", 1),
    INTENSIFYING_HOT("intensifying hot spot", "加剧热点", 1),
    PERSISTENT_HOT("persistent hot spot", "持续热点", 1),
    DIMINISHING_HOT("diminishing hot spot", "减弱热点", 1),
    SPORADIC_HOT("sporadic hot spot", "零星热点", 1),
    OSCILLATING_HOT("oscillating hot spot", "振荡热点", 1),
    HISTORICAL_HOT("historical hot spot", "历史热点", 1),
    NEW_COLD("new cold spot", "新增冷点", -1),
    CONSECUTIVE_COLD("consecutive cold spot", "连续冷点", -1),
    INTENSIFYING_COLD("intensifying cold spot", "加剧冷点", -1),
    PERSISTENT_COLD("persistent cold spot", "持续冷点", -1),
    DIMINISHING_COLD("diminishing cold spot", "减弱冷点", -1),
    SPORADIC_COLD("sporadic cold spot", "零星冷点", -1),
    OSCILLATING_COLD("oscillating cold spot", "振荡冷点", -1),
    HISTORICAL_COLD("historical cold spot", "历史冷点", -1),
    NONE("no pattern detected", "无明显模式", 0);

    private final String english;
    private final String chinese;
    private final int sign;

    EmergingPattern(String english, String chinese, int sign) {
        this.english = english;
        this.chinese = chinese;
        this.sign = sign;
    }

    public String english() {
        return english;
    }

    public String chinese() {
        return chinese;
    }

    /** 1 hot, -1 cold, 0 neither. */
    public int sign() {
        return sign;
    }

    /** The pattern of the other sign: new hot spot and new cold spot. */
    public EmergingPattern mirror() {
        return switch (sign) {
            case 1 -> valueOf(name().replace("_HOT", "_COLD"));
            case -1 -> valueOf(name().replace("_COLD", "_HOT"));
            default -> NONE;
        };
    }
}
