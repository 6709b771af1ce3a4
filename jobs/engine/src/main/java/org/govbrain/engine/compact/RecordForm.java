package org.govbrain.engine.compact;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.indicator.IndicatorCounts;

/** How the components of one record are written, worked out once. A component that is null takes one bit. */
final class RecordForm<T> {
    private static final int MOST_COMPONENTS = 60;

    private final Class<T> type;
    private final MethodHandle constructor;
    private final Function<Object, Object>[] getters;
    private final Form[] forms;

    /** How values of one type are written. */
    private interface Form {
        void write(Object value, CompactOutput out);

        Object read(CompactInput in);
    }

    RecordForm(Class<T> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || components.length > MOST_COMPONENTS) {
            throw new IllegalArgumentException(
                    type + " is no record of at most " + MOST_COMPONENTS + " components: it must go as a POJO");
        }
        getters = newArray(components.length);
        forms = new Form[components.length];
        Class<?>[] types = new Class<?>[components.length];
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                forms[i] = form(components[i].getGenericType());
                getters[i] = getter(lookup, components[i].getAccessor());
            }
            constructor = lookup.findConstructor(type, MethodType.methodType(void.class, types))
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " and its constructor must be public", e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of generic types
    private static Function<Object, Object>[] newArray(int length) {
        return new Function[length];
    }

    /** Calls the accessor as a line of source would: a method handle in a field is not inlined. */
    @SuppressWarnings("unchecked")
    private static Function<Object, Object> getter(MethodHandles.Lookup lookup, Method accessor)
            throws ReflectiveOperationException {
        MethodHandle handle = lookup.unreflect(accessor);
        try {
            return (Function<Object, Object>) LambdaMetafactory.metafactory(
                            lookup,
                            "apply",
                            MethodType.methodType(Function.class),
                            MethodType.methodType(Object.class, Object.class),
                            handle,
                            handle.type().wrap())
                    .getTarget()
                    .invoke();
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    static String describe(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component ->
                        component.getName() + ":" + component.getGenericType().getTypeName())
                .collect(Collectors.joining(","));
    }

    void write(Object value, CompactOutput out) {
        Object[] values = new Object[forms.length];
        long present = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = getters[i].apply(value);
            present |= values[i] == null ? 0 : 1L << i;
        }
        out.number(present);
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                forms[i].write(values[i], out);
            }
        }
    }

    T read(CompactInput in) {
        long present = in.number();
        Object[] values = new Object[forms.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (present & 1L << i) == 0 ? null : forms[i].read(in);
        }
        try {
            return type.cast((Object) constructor.invokeExact(values));
        } catch (Throwable e) {
            throw unexpected(e);
        }
    }

    private static RuntimeException unexpected(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException runtime ? runtime : new IllegalStateException(failure);
    }

    private static Form form(Type type) {
        if (type == GovernanceEvent.class) {
            EventSerializer events = new EventSerializer();
            return form(GovernanceEvent.class, events::write, events::read);
        }
        if (type == String.class) {
            return form(String.class, (value, out) -> out.text(value), CompactInput::text);
        }
        if (type == Instant.class) {
            return form(Instant.class, (value, out) -> out.instant(value), CompactInput::instant);
        }
        if (type == long.class || type == Long.class) {
            return form(Long.class, (value, out) -> out.number(value), CompactInput::number);
        }
        if (type == int.class || type == Integer.class) {
            return form(Integer.class, (value, out) -> out.number(value), in -> (int) in.number());
        }
        if (type == double.class || type == Double.class) {
            return form(Double.class, (value, out) -> out.decimal(value), CompactInput::decimal);
        }
        if (type == boolean.class || type == Boolean.class) {
            return form(Boolean.class, (value, out) -> out.number(value ? 1 : 0), in -> in.number() != 0);
        }
        if (type == IndicatorCounts.class) {
            return form(IndicatorCounts.class, RecordForm::writeCounts, RecordForm::readCounts);
        }
        if (type instanceof Class<?> named && named.isEnum()) {
            return ofEnum(named.getEnumConstants());
        }
        if (type instanceof Class<?> nested && nested.isRecord()) {
            RecordForm<?> form = new RecordForm<>(nested);
            return form(Object.class, form::write, form::read);
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return ofList(form(list.getActualTypeArguments()[0]));
        }
        throw new IllegalArgumentException("no compact form of " + type.getTypeName() + ": it must go as a POJO");
    }

    @SuppressWarnings("EnumOrdinal") // both ends are the same program
    private static Form ofEnum(Object[] words) {
        return form(Enum.class, (value, out) -> out.number(value.ordinal()), in -> words[(int) in.number()]);
    }

    private static Form ofList(Form item) {
        return form(
                List.class,
                (value, out) -> {
                    out.number(value.size());
                    for (Object each : value) {
                        item.write(each, out);
                    }
                },
                in -> {
                    int count = (int) in.number();
                    List<Object> items = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        items.add(item.read(in));
                    }
                    return items;
                });
    }

    /** Most are zero: how many are not, and each of those with its place. */
    private static void writeCounts(IndicatorCounts value, CompactOutput out) {
        int counted = 0;
        for (int count : value.counts) {
            counted += count == 0 ? 0 : 1;
        }
        out.number(counted);
        for (int i = 0; i < value.counts.length; i++) {
            if (value.counts[i] != 0) {
                out.number(i);
                out.number(value.counts[i]);
            }
        }
    }

    private static IndicatorCounts readCounts(CompactInput in) {
        IndicatorCounts read = new IndicatorCounts();
        int counted = (int) in.number();
        for (int i = 0; i < counted; i++) {
            read.counts[(int) in.number()] = (int) in.number();
        }
        return read;
    }

    private interface Writing<V> {
        void write(V value, CompactOutput out);
    }

    private interface Reading {
        Object read(CompactInput in);
    }

    private static <V> Form form(Class<V> type, Writing<V> writing, Reading reading) {
        return new Form() {
            @Override
            public void write(Object value, CompactOutput out) {
                writing.write(type.cast(value), out);
            }

            @Override
            public Object read(CompactInput in) {
                return reading.read(in);
            }
        };
    }
}
