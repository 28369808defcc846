package com.bbws.orders.domain;

import static com.bbws.orders.domain.testing.OrderFixtures.ALICE;
import static com.bbws.orders.domain.testing.OrderFixtures.ID;
import static com.bbws.orders.domain.testing.OrderFixtures.KEY;
import static com.bbws.orders.domain.testing.OrderFixtures.NOON;
import static com.bbws.orders.domain.testing.OrderFixtures.TENANT;
import static com.bbws.orders.domain.testing.OrderFixtures.UNKNOWN_STATUS;
import static com.bbws.orders.domain.testing.OrderFixtures.UPDATE_ID;
import static com.bbws.orders.domain.testing.OrderFixtures.aPayment;
import static com.bbws.orders.domain.testing.OrderFixtures.aPendingOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.anExpiredOrder;
import static com.bbws.orders.domain.testing.OrderFixtures.rand;
import static org.assertj.core.api.Assertions.assertThat;

import com.bbws.orders.domain.history.Authorship;
import com.bbws.orders.domain.history.OrderEvent;
import com.bbws.orders.domain.history.OrderImage;
import com.bbws.orders.domain.history.OrderRevision;
import com.bbws.orders.domain.history.SequenceNumber;
import com.bbws.orders.domain.port.TimeRange;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each public method and constructor rejects {@code null} with the name of the parameter. */
class NullArgumentsTest {

    private static final SequenceNumber NUMBER = new SequenceNumber("17");
    private static final OrderChange CHANGE = aPendingOrder()
            .update(OrderUpdate.to(OrderStatus.PAID), ALICE, UPDATE_ID, NOON)
            .orElseThrow();

    /** A value of each type that is a parameter or has methods. The first that fits is used. */
    private static final List<Object> VALUES = List.of(
            "text",
            new IllegalStateException(),
            NOON,
            BigDecimal.ONE,
            Optional.empty(),
            OptionalDouble.empty(),
            List.of(UNKNOWN_STATUS),
            Map.of(),
            Function.identity(),
            ALICE,
            KEY,
            ID,
            TENANT,
            UPDATE_ID,
            CHANGE,
            CHANGE.after(),
            anExpiredOrder(TENANT, ID),
            anExpiredOrder(KEY),
            Order.builder(KEY, OrderStatus.PENDING),
            OrderUpdate.to(OrderStatus.PAID),
            new OrderCorrection(OrderStatus.PAID, Optional.empty(), "Ticket 4711"),
            new OrderException.Conflict(Optional.empty(), false),
            rand("1"),
            aPayment(),
            UNKNOWN_STATUS,
            StoredValue.absent(),
            StoredSums.NONE,
            LineItem.reconstitute(),
            LineItem.reconstitute().build(),
            Campaign.builder(),
            Campaign.builder().build(),
            new BillingAddress(
                    Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
            EmailAddress.of("thandi@example.com"),
            LockToken.at(NOON),
            new FieldError("id", FieldError.Code.REQUIRED, "is required"),
            NUMBER,
            Authorship.UNKNOWN,
            OrderImage.unreadable("lost"),
            OrderRevision.of(NUMBER, NOON, CHANGE),
            OrderEvent.of(NUMBER, NOON, CHANGE),
            TimeRange.ALWAYS);

    @Test
    void areRejectedByName() throws Exception {
        List<String> wrong = new ArrayList<>();
        int checked = 0;
        for (Class<?> type : publicTypes()) {
            for (Executable executable : executables(type)) {
                for (int i = 0; i < executable.getParameterCount(); i++) {
                    // An exception may have no cause.
                    if (!executable.getParameterTypes()[i].isPrimitive()
                            && executable.getParameterTypes()[i] != Throwable.class) {
                        checked++;
                        String name = executable.getParameters()[i].getName();
                        rejection(type, executable, i)
                                .filter(message -> !message.equals(name))
                                .ifPresent(message -> wrong.add(executable + " " + name + ": " + message));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(checked).isGreaterThan(150);
    }

    /** Returns the message of the exception for {@code null} as one argument, or what happens instead. */
    private static Optional<String> rejection(Class<?> type, Executable executable, int position) throws Exception {
        Object[] arguments = IntStream.range(0, executable.getParameterCount())
                .mapToObj(i -> i == position ? null : value(executable.getParameterTypes()[i]))
                .toArray();
        try {
            if (executable instanceof Method method) {
                method.invoke(Modifier.isStatic(method.getModifiers()) ? null : value(type), arguments);
            } else {
                ((Constructor<?>) executable).newInstance(arguments);
            }
            return Optional.of("accepted");
        } catch (InvocationTargetException thrown) {
            return Optional.of(
                    thrown.getCause() instanceof NullPointerException
                            ? String.valueOf(thrown.getCause().getMessage())
                            : thrown.getCause().toString());
        }
    }

    private static Object value(Class<?> type) {
        if (type.isPrimitive()) {
            return type == boolean.class ? (Object) true : (Object) 1;
        }
        return Stream.concat(
                        VALUES.stream(),
                        Stream.ofNullable(type.getEnumConstants()).flatMap(Stream::of))
                .filter(type::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("a value of " + type + " is missing in this test"));
    }

    private static List<Executable> executables(Class<?> type) {
        Stream<Executable> constructors =
                Modifier.isAbstract(type.getModifiers()) ? Stream.empty() : Stream.of(type.getConstructors());
        Stream<Executable> methods = Stream.<Executable>of(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic() && !Modifier.isAbstract(method.getModifiers()))
                .filter(method -> !Set.of("equals", "valueOf").contains(method.getName()));
        return Stream.concat(constructors, methods)
                .filter(executable -> Modifier.isPublic(executable.getModifiers()))
                .toList();
    }

    private static List<Class<?>> publicTypes() throws IOException, URISyntaxException {
        Path classes = Path.of(
                Order.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Stream<Path> files = Files.walk(classes.resolve("com/bbws/orders/domain"))) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class") && !file.endsWith("package-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .sorted()
                    .<Class<?>>map(NullArgumentsTest::load)
                    .filter(type -> isPublic(type) && !type.isInterface())
                    .toList();
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
