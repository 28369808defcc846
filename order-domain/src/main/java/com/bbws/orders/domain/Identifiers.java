package com.bbws.orders.domain;

/**
 * The one alphabet of tenant and order ids (docs/contract.md, 1 PUT). It leaves out {@code #}, which separates the parts
 * of a key: an id can never reach into another partition.
 */
final class Identifiers {

    private Identifiers() {}

    static boolean isLegal(String text, int maxLength) {
        return !text.isEmpty() && text.length() <= maxLength && text.chars().allMatch(Identifiers::isLegal);
    }

    static String requirement(int maxLength) {
        return "must be 1 to " + maxLength + " of A-Z, a-z, 0-9, _ and -";
    }

    private static boolean isLegal(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
    }
}
