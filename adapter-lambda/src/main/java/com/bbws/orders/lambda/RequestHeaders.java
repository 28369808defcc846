package com.bbws.orders.lambda;

import com.bbws.orders.application.ExpectedVersion;
import com.bbws.orders.domain.FieldError;
import com.bbws.orders.domain.OrderException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The headers of a request. Rejects those that mean something else than an update under the lock: if this API ignored them,
 * it would do what the client did not ask for.
 */
final class RequestHeaders {

    /** Each changes only a part of the resource, which a PUT replaces (RFC 7396, RFC 6902). */
    private static final Set<String> PATCH_TYPES =
            Set.of("application/merge-patch+json", "application/json-patch+json");

    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /**
     * Creates the headers.
     *
     * @param values the values by name, in any case
     */
    RequestHeaders(Map<String, List<String>> values) {
        this.values.putAll(values);
    }

    /**
     * Returns the version that the client expects.
     *
     * @param isRequired whether a client must expect one
     * @throws OrderException.Invalid if {@code If-Match} is malformed, or a header makes another condition
     */
    ExpectedVersion expectedVersion(boolean isRequired) {
        requireAbsent("If-None-Match", "must be absent: a PUT never creates an order");
        requireAbsent("Content-Range", "must be absent: send the whole body");
        List<String> ifMatch = all("If-Match");
        return ifMatch.isEmpty() && isRequired ? ExpectedVersion.missing() : IfMatchHeader.parse(ifMatch);
    }

    /**
     * Checks the content type. All types except two are accepted, because clients of the Python Lambda send any.
     *
     * @throws RequestException if it is a patch
     */
    void checkContentType() {
        all("Content-Type").stream()
                .map(type -> type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))
                .filter(PATCH_TYPES::contains)
                .findFirst()
                .ifPresent(patch -> {
                    throw new RequestException(
                            RequestException.Code.UNSUPPORTED_MEDIA_TYPE,
                            "Content type " + patch + " is not supported: send application/json");
                });
    }

    /** Returns whether the client says that the body is compressed. */
    boolean isCompressed() {
        return all("Content-Encoding").stream()
                .anyMatch(coding -> !coding.strip().equalsIgnoreCase("identity"));
    }

    private void requireAbsent(String name, String requirement) {
        if (values.containsKey(name)) {
            throw new OrderException.Invalid(List.of(new FieldError(name, FieldError.Code.NOT_SUPPORTED, requirement)));
        }
    }

    private List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RequestHeaders that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** Returns a text without values, which may be secrets. */
    @Override
    public String toString() {
        return "RequestHeaders[…]";
    }
}
