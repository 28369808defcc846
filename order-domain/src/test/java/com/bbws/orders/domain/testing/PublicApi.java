package com.bbws.orders.domain.testing;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;

/**
 * The public API of a module: the signatures of its public types and of their public and protected members. They are recorded
 * in a file, so that a change of the API is visible in the change itself (docs/compatibility.md).
 */
public final class PublicApi {

    /** The system property by which the file is written instead of compared. */
    private static final String UPDATE = "api.update";

    private static final Path RECORD = Path.of("api.txt");

    private PublicApi() {}

    /**
     * Compares the API of the module of a class with the file {@code api.txt} of the module, which is the current directory.
     *
     * @param type any class of the module
     */
    public static void check(Class<?> type) {
        List<String> api = of(type);
        try {
            if (Boolean.getBoolean(UPDATE)) {
                Files.write(RECORD, api);
            }
            List<String> recorded = Files.readAllLines(RECORD);
            Assertions.assertThat(Stream.concat(
                            recorded.stream()
                                    .filter(line -> !api.contains(line))
                                    .map(line -> "- " + line),
                            api.stream()
                                    .filter(line -> !recorded.contains(line))
                                    .map(line -> "+ " + line)))
                    .as(
                            "The public API differs from api.txt. If you mean this change, read docs/compatibility.md, run the test with"
                                    + " -D" + UPDATE + "=true, and commit the file.")
                    .isEmpty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> of(Class<?> type) {
        try {
            Path classes = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
                        .map(file -> file.substring(0, file.length() - ".class".length())
                                .replace('/', '.'))
                        .map(name -> load(name, type.getClassLoader()))
                        .filter(PublicApi::isPublic)
                        .flatMap(PublicApi::signatures)
                        .sorted()
                        .toList();
            }
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException("the classes of " + type + " are not in a directory", failure);
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    private static Stream<String> signatures(Class<?> type) {
        List<String> lines = new ArrayList<>();
        lines.add(type.getTypeName() + " " + declaration(type));
        Stream.of(type.getDeclaredFields())
                .filter(PublicApi::isPartOfTheApi)
                .map(PublicApi::signature)
                .forEach(field -> lines.add(type.getTypeName() + " " + field));
        Stream.of(type.getDeclaredConstructors())
                .filter(PublicApi::isPartOfTheApi)
                .map(PublicApi::signature)
                .forEach(constructor -> lines.add(type.getTypeName() + " " + constructor));
        Stream.of(type.getDeclaredMethods())
                .filter(PublicApi::isPartOfTheApi)
                .map(PublicApi::signature)
                .forEach(method -> lines.add(type.getTypeName() + " " + method));
        return lines.stream();
    }

    private static boolean isPartOfTheApi(Member member) {
        return !member.isSynthetic()
                && (Modifier.isPublic(member.getModifiers()) || Modifier.isProtected(member.getModifiers()));
    }

    private static String declaration(Class<?> type) {
        List<String> words = new ArrayList<>();
        words.add("type");
        if (Modifier.isAbstract(type.getModifiers())) {
            words.add("abstract");
        }
        if (Modifier.isFinal(type.getModifiers())) {
            words.add("final");
        }
        if (type.isSealed()) {
            words.add("sealed");
        }
        words.add(kind(type) + variables(type.getTypeParameters()));
        if (type.isRecord()) {
            words.add(Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(joining(", ", "(", ")")));
        }
        if (type.getGenericSuperclass() != null) {
            words.add("extends " + type.getGenericSuperclass().getTypeName());
        }
        if (type.getInterfaces().length > 0) {
            words.add("implements " + names(type.getGenericInterfaces()));
        }
        return String.join(" ", words);
    }

    private static String kind(Class<?> type) {
        if (type.isInterface()) {
            return "interface";
        }
        if (type.isEnum()) {
            return "enum";
        }
        return type.isRecord() ? "record" : "class";
    }

    /** A constant's value is a part of the API: the compiler copies it. */
    private static String signature(Field field) {
        return Modifier.toString(field.getModifiers()) + " "
                + field.getGenericType().getTypeName() + " " + field.getName() + constant(field);
    }

    private static String constant(Field field) {
        boolean isConstant = Modifier.isStatic(field.getModifiers())
                && Modifier.isFinal(field.getModifiers())
                && (field.getType().isPrimitive() || field.getType() == String.class);
        try {
            return isConstant ? " = " + field.get(null) : "";
        } catch (IllegalAccessException notPublic) {
            return "";
        }
    }

    private static String signature(Constructor<?> constructor) {
        return Modifier.toString(constructor.getModifiers()) + " constructor"
                + variables(constructor.getTypeParameters()) + "("
                + names(constructor.getGenericParameterTypes()) + ")"
                + exceptions(constructor.getGenericExceptionTypes());
    }

    private static String signature(Method method) {
        return (method.isDefault() ? "default " : "") + Modifier.toString(method.getModifiers()) + " "
                + variables(method.getTypeParameters())
                + method.getGenericReturnType().getTypeName() + " "
                + method.getName() + "(" + names(method.getGenericParameterTypes()) + ")"
                + exceptions(method.getGenericExceptionTypes());
    }

    private static String variables(TypeVariable<?>[] variables) {
        return variables.length == 0
                ? ""
                : Stream.of(variables)
                        .map(variable -> variable.getName() + " extends " + names(variable.getBounds()))
                        .collect(joining(", ", "<", "> "));
    }

    private static String names(Type[] types) {
        return Stream.of(types).map(Type::getTypeName).collect(joining(", "));
    }

    private static String exceptions(Type[] types) {
        return types.length == 0 ? "" : " throws " + names(types);
    }
}
