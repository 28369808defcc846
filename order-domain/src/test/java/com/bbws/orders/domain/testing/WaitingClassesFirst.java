package com.bbws.orders.domain.testing;

import static java.util.Comparator.comparing;

import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Shuffles the test classes, because no test may depend on another. Those with {@link MostlyWaits} come first. */
public final class WaitingClassesFirst implements ClassOrderer {

    private final ClassOrderer shuffled = new ClassOrderer.Random();

    @Override
    public void orderClasses(ClassOrdererContext context) {
        shuffled.orderClasses(context);
        context.getClassDescriptors().sort(comparing(type -> !type.isAnnotated(MostlyWaits.class)));
    }
}
