package com.bbws.orders.domain;

/**
 * The characters that tenant ids and order ids may have. A number sign is not allowed, because it may separate the
 * parts of a stored key. So an id can never address the data of another tenant.
 */
final class Identifiers {

    private Identifiers() {}

    static boolean isLegal(String text, int maxLength) {
        return !text.isEmpty() && text.length() <= maxLength && text.chars().allMatch(Identifiers::isLegal);
    }

    static String requirement(int maxLength) {
        return "must be 1 to " + maxLength + " characters of A-Z, a-z, 0-9, _ and -";
    }

    private static boolean isLegal(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
