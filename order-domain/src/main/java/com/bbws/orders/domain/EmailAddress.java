package com.bbws.orders.domain;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A customer's e-mail address, in lower case. Personal: {@link #toString} does not show it. */
public final class EmailAddress {

    /**
     * What a browser accepts in an e-mail field (WHATWG HTML, "valid e-mail address"), with at least one dot in the
     * domain.
     */
    private static final Pattern VALID = Pattern.compile(
            "[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?",
            Pattern.CASE_INSENSITIVE);

    /** The longest address that mail can carry (RFC 5321, 4.5.3.1.3). */
    private static final int MAX_LENGTH = 254;

    private final String text;

    private EmailAddress(String text) {
        this.text = text;
    }

    /**
     * Returns a new address.
     *
     * @param text an address in any case, perhaps with spaces around it
     * @return the address in lower case
     * @throws OrderException.Invalid if it is no address
     */
    public static EmailAddress of(String text) {
        if (!isValid(text.strip())) {
            throw new OrderException.Invalid(List.of(new FieldError("customerEmail", "must be an e-mail address")));
        }
        return reconstitute(text);
    }

    /**
     * Returns an address that is stored already: in lower case if it is one, else as it stands, because neighbours store
     * what is none and it is shown as it is (docs/contract.md, 2).
     *
     * @param text any text
     */
    public static EmailAddress reconstitute(String text) {
        String address = text.strip();
        return new EmailAddress(isValid(address) ? address.toLowerCase(Locale.ROOT) : text);
    }

    /** Tells whether it is an address; only a restored one can be none. */
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

    /** Returns a text that does not hold the address, for logs. */
    @Override
    public String toString() {
        return "EmailAddress[…]";
    }
}
