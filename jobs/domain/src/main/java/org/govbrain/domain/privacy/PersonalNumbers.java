package org.govbrain.domain.privacy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Set;

/** Which digits are a number that belongs to a person. All take digits only, and a last X where said. */
final class PersonalNumbers {
    private static final int IDENTITY_LENGTH = 18;
    private static final int OLD_IDENTITY_LENGTH = 15;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECK = "10X98765432";
    private static final int FIRST_BIRTH_YEAR = 1900;
    /** Cards of 15 digits ended with 1999. Before 1930 the six digits are more likely the day of a case, as in 261126. */
    private static final int FIRST_OLD_BIRTH_YEAR = 1930;

    /** GB/T 2260: the first two digits of every region's code. */
    private static final Set<String> PROVINCES = Set.of(
            "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43",
            "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83");

    private PersonalNumbers() {}

    /** An identity number of 18 digits: region, birthday and check digit (GB 11643-1999, ISO 7064 MOD 11-2) are right. */
    static boolean isIdentity(String digits) {
        if (digits.length() != IDENTITY_LENGTH || !isRegionAndDay(digits)) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            sum += WEIGHTS[i] * (digits.charAt(i) - '0');
        }
        return CHECK.charAt(sum % CHECK.length()) == Character.toUpperCase(digits.charAt(IDENTITY_LENGTH - 1));
    }

    /** An identity number as given out until 1999: 15 digits with a birthday from 1930 to 1999, no check digit. */
    static boolean isOldIdentity(String digits) {
        return digits.length() == OLD_IDENTITY_LENGTH
                && PROVINCES.contains(digits.substring(0, 2))
                && isDay("19" + digits.substring(6, 12), FIRST_OLD_BIRTH_YEAR);
    }

    /**
     * A bank card: 16 to 19 digits of a range that Chinese banks use, with the check digit of ISO/IEC 7812-1. The number
     * of a case may be made of region and day and then passes one time in ten; with 18 digits it is told by its day.
     */
    static boolean isCard(String digits) {
        boolean range = switch (digits.charAt(0)) {
            case '4', '5', '6' -> true;
            case '9' -> digits.startsWith("9558");
            default -> digits.startsWith("35");
        };
        boolean ofACase = digits.length() == IDENTITY_LENGTH && isRegionAndDay(digits);
        return range && !ofACase && hasLuhnDigit(digits);
    }

    private static boolean hasLuhnDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    private static boolean isRegionAndDay(String digits) {
        return PROVINCES.contains(digits.substring(0, 2)) && isDay(digits.substring(6, 14), FIRST_BIRTH_YEAR);
    }

    private static boolean isDay(String yyyymmdd, int firstYear) {
        try {
            int year = Integer.parseInt(yyyymmdd.substring(0, 4));
            LocalDate day = LocalDate.of(
                    year, Integer.parseInt(yyyymmdd.substring(4, 6)), Integer.parseInt(yyyymmdd.substring(6, 8)));
            return day.getYear() >= firstYear && year < FIRST_BIRTH_YEAR + 200;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
