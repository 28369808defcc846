package com.bbws.orders.domain;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A customer's e-mail address, in lower case. Personal data: {@link #toString} does not contain it. */
public final class EmailAddress implements NotABean {

    /** The rule of e-mail fields in browsers (WHATWG HTML, "valid e-mail address"), plus at least one dot in the domain. */
    private static final Pattern VALID = Pattern.compile(
            "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
            Pattern.CASE_INSENSITIVE);

    /** The maximum length of an address (RFC 5321, 4.5.3.1.3). */
    private static final int MAX_LENGTH = 254;

    private final String text;

    private EmailAddress(String text) {
        this.text = text;
    }

    /**
     * Returns a new address.
     *
     * @param text an address in upper or lower case; leading and trailing spaces are ignored
     * @return the address in lower case
     * @throws OrderException.Invalid if it is not a valid address
     */
    public static EmailAddress of(String text) {
        if (!isValid(requireNonNull(text, "text").strip())) {
            throw new OrderException.Invalid(List.of(new FieldError(
                    "customerEmail", FieldError.Code.NOT_AN_EMAIL_ADDRESS, "must be an e-mail address")));
        }
        return reconstitute(text);
    }

    /**
     * Returns a stored address: in lower case if it is valid, otherwise unchanged. Other services may store invalid
     * addresses, which are shown as they are.
     *
     * @param text any text
     */
    public static EmailAddress reconstitute(String text) {
        String address = requireNonNull(text, "text").strip();
        return new EmailAddress(isValid(address) ? address.toLowerCase(Locale.ROOT) : text);
    }

    /** Returns whether the address is valid. Only a stored address can be invalid. */
    public boolean isValid() {
        return isValid(text);
    }

    private static boolean isValid(String address) {
        return address.length() <= MAX_LENGTH && VALID.matcher(address).matches();
    }

    /** Returns the address as text. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** Returns a text without the address, for logs. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
