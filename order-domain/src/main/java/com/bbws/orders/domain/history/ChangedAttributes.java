package com.bbws.orders.domain.history;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The names of the attributes that differ between two images of an order, without their values. */
final class ChangedAttributes {

    private final Set<String> names = new TreeSet<>();

    private ChangedAttributes() {}

    /**
     * Returns the names, sorted. Nested attributes have names with dots, such as {@code paymentDetails.method} and {@code
     * items.0.quantity}. If the length of a list changes, only the name of the list is returned. An attribute that is {@code
     * null} counts as absent.
     */
    static Set<String> between(Map<String, ?> before, Map<String, ?> after) {
        ChangedAttributes changed = new ChangedAttributes();
        changed.compareMembers("", before, after);
        return changed.names;
    }

    private void compareMembers(String prefix, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> members = new HashSet<>(before.keySet());
        members.addAll(after.keySet());
        members.forEach(member -> compare(prefix + member, before.get(member), after.get(member)));
    }

    private void compare(String name, Object before, Object after) {
        if (before instanceof Map<?, ?> was && after instanceof Map<?, ?> is) {
            compareMembers(name + ".", was, is);
        } else if (before instanceof List<?> was && after instanceof List<?> is && was.size() == is.size()) {
            for (int i = 0; i < was.size(); i++) {
                compare(name + "." + i, was.get(i), is.get(i));
            }
        } else if (!Objects.equals(before, after)) {
            names.add(name);
        }
    }
}
