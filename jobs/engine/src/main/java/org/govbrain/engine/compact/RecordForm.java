package org.govbrain.engine.compact;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the components of one record are written, worked out once for all who write or read it: it keeps nothing of what
 * passes. A component that is null takes one bit.
 */
final class RecordForm<T> {
    /** By class: each has accessors compiled for it, and every edge of every task asks for some. */
    private static final ClassValue<RecordForm<?>> FORMS = new ClassValue<>() {
        @Override
        protected RecordForm<?> computeValue(Class<?> type) {
            return new RecordForm<>(type);
        }
    };

    private static final int MOST_COMPONENTS = 60;

    private final Class<T> type;
    private final MethodHandle constructor;
    private final Function<Object, Object>[] getters;
    private final ComponentForm[] forms;

    /** Throws {@link IllegalArgumentException} for a record with a component that has no form. */
    @SuppressWarnings("unchecked")
    static <T> RecordForm<T> of(Class<T> type) {
        return (RecordForm<T>) FORMS.get(type);
    }

    private RecordForm(Class<T> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || components.length > MOST_COMPONENTS) {
            throw new IllegalArgumentException(
                    type + " is no record of at most " + MOST_COMPONENTS + " components: it must go as a POJO");
        }
        getters = newArray(components.length);
        forms = new ComponentForm[components.length];
        Class<?>[] types = new Class<?>[components.length];
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                forms[i] = ComponentForm.of(components[i].getGenericType());
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
}
