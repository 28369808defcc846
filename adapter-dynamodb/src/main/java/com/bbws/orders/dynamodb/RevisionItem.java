package com.bbws.orders.dynamodb;

import com.bbws.orders.domain.Actor;
import com.bbws.orders.domain.OrderKey;
import com.bbws.orders.domain.StoredTime;
import com.bbws.orders.domain.UpdateId;
import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A revision as an item of the orders table (docs/contract.md, 6). It has no attributes of orders and no index keys, so the
 * queries of other services do not return it.
 *
 * <p>Revisions of earlier versions may have an attribute {@code perhapsActor}, a possible author. It is not read.
 */
final class RevisionItem {

    static final String ENTITY_TYPE = "entityType";
    static final String ENTITY_TYPE_VALUE = "ORDER_REVISION";

    static final String UPDATE_ID = "updateId";

    private static final String WHEN = "when";
    private static final String KIND = "kind";
    private static final String ACTOR = "actor";
    private static final String REASON = "reason";
    private static final String STATUS_BEFORE = "statusBefore";
    private static final String STATUS_AFTER = "statusAfter";
    private static final String CHANGED = "changed";
    private static final String CHANGED_OMITTED = "changedOmitted";
    private static final String PROBLEMS = "problems";

    private final Map<String, AttributeValue> attributes = new HashMap<>();

    private RevisionItem() {}

    static Map<String, AttributeValue> of(OrderKey order, OrderRevision revision) {
        RevisionItem item = new RevisionItem();
        item.attributes.putAll(OrderKeys.revisionKey(order, revision.number()));
        item.text(ENTITY_TYPE, Optional.of(ENTITY_TYPE_VALUE));
        item.text(WHEN, Optional.of(revision.when().toString()));
        item.text(KIND, Optional.of(revision.kind().toString()));
        item.text(ACTOR, revision.author().actor().map(Actor::name));
        item.text(REASON, revision.author().reason());
        item.text(UPDATE_ID, revision.author().updateId().map(UpdateId::value));
        item.text(STATUS_BEFORE, revision.statusBefore());
        item.text(STATUS_AFTER, revision.statusAfter());
        item.texts(CHANGED, revision.changed());
        if (revision.changedOmitted() > 0) {
            item.attributes.put(CHANGED_OMITTED, AttributeValue.fromN(Integer.toString(revision.changedOmitted())));
        }
        item.texts(PROBLEMS, revision.problems());
        return item.attributes;
    }

    /** Reads an item; empty if its key is not that of a revision. Other defects become problems of the revision. */
    static Optional<OrderRevision> read(Map<String, AttributeValue> item) {
        return OrderKeys.numberOf(item.get(OrderKeys.SK).s()).map(number -> read(number, new ItemAttributes(item)));
    }

    private static OrderRevision read(SequenceNumber number, ItemAttributes item) {
        Optional<Instant> when = item.text(WHEN).flatMap(StoredTime::instantOf);
        Optional<OrderRevision.Kind> kind = item.text(KIND).flatMap(RevisionItem::kind);
        List<String> problems = new ArrayList<>(texts(item, PROBLEMS));
        if (when.isEmpty() || kind.isEmpty()) {
            problems.add("this history entry is invalid");
        }
        return new OrderRevision(
                number,
                when.orElse(Instant.EPOCH),
                kind.orElse(OrderRevision.Kind.CHANGED),
                new Authorship(
                        item.text(ACTOR).flatMap(Actor::of),
                        item.text(REASON),
                        item.text(UPDATE_ID).flatMap(UpdateId::of)),
                item.text(STATUS_BEFORE),
                item.text(STATUS_AFTER),
                texts(item, CHANGED),
                item.integer(CHANGED_OMITTED).value().orElse(0),
                problems);
    }

    private static Optional<OrderRevision.Kind> kind(String text) {
        return Stream.of(OrderRevision.Kind.values())
                .filter(kind -> kind.toString().equals(text))
                .findFirst();
    }

    private static List<String> texts(ItemAttributes item, String name) {
        return item.value(name).map(AttributeValue::l).orElse(List.of()).stream()
                .map(AttributeValue::s)
                .filter(text -> text != null)
                .toList();
    }

    private void text(String name, Optional<String> text) {
        text.ifPresent(present -> attributes.put(name, AttributeValue.fromS(present)));
    }

    private void texts(String name, List<String> texts) {
        if (!texts.isEmpty()) {
            attributes.put(
                    name,
                    AttributeValue.fromL(
                            texts.stream().map(AttributeValue::fromS).toList()));
        }
    }
}
