package com.bbws.orders.cli.output;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.OrderRevision;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The JSON document of a revision, described in docs/cli-json.md. {@code actor} is omitted if the author is unknown. */
public final class RevisionDocument {

    private RevisionDocument() {}

    /** Returns a revision as an unmodifiable map of strings, numbers and lists of strings. */
    public static Map<String, Object> of(OrderRevision revision) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("when", revision.when().toString());
        fields.put("kind", revision.kind().toString());
        put(fields, "actor", revision.author().actor().map(Actor::name));
        put(fields, "reason", revision.author().reason());
        put(fields, "updateId", revision.author().updateId().map(UpdateId::value));
        put(fields, "statusBefore", revision.statusBefore());
        put(fields, "statusAfter", revision.statusAfter());
        put(fields, "changed", nonEmpty(revision.changed()));
        put(fields, "changedOmitted", Optional.of(revision.changedOmitted()).filter(number -> number > 0));
        put(fields, "problems", nonEmpty(revision.problems()));
        fields.put("sequenceNumber", revision.number().digits());
        return Collections.unmodifiableMap(fields);
    }

    private static Optional<List<String>> nonEmpty(List<String> texts) {
        return Optional.of(texts).filter(present -> !present.isEmpty());
    }

    private static void put(Map<String, Object> fields, String name, Optional<?> value) {
        value.ifPresent(present -> fields.put(name, present));
    }
}
