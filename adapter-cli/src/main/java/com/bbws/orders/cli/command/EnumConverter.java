package com.bbws.orders.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converts the name that operators type, which is the constant's {@code toString}, to a constant of an enum. */
public final class EnumConverter<E extends Enum<E>> implements ITypeConverter<E> {

    private final List<E> constants;

    public EnumConverter(Class<E> type) {
        this.constants = Arrays.asList(type.getEnumConstants());
    }

    @Override
    public E convert(String name) {
        return constants.stream()
                .filter(constant -> constant.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("must be one of " + names()));
    }

    private String names() {
        return constants.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
