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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.indicator.IndicatorCounts;

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

    private static final Map<Type, Form> SIMPLE = Map.ofEntries(
            Map.entry(String.class, new TextForm()),
            Map.entry(Instant.class, new InstantForm()),
            Map.entry(long.class, new LongForm()),
            Map.entry(Long.class, new LongForm()),
            Map.entry(int.class, new IntForm()),
            Map.entry(Integer.class, new IntForm()),
            Map.entry(double.class, new DoubleForm()),
            Map.entry(Double.class, new DoubleForm()),
            Map.entry(boolean.class, new BooleanForm()),
            Map.entry(Boolean.class, new BooleanForm()),
            Map.entry(IndicatorCounts.class, new CountsForm()));

    private final Class<T> type;
    private final MethodHandle constructor;
    private final Function<Object, Object>[] getters;
    private final Form[] forms;

    /** How values of one type are written. */
    private interface Form {
        void write(Object value, CompactOutput out);

        Object read(CompactInput in);
    }

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
        Form simple = SIMPLE.get(type);
        if (simple != null) {
            return simple;
        }
        if (type == GovernanceEvent.class) {
            return new EventForm(new EventSerializer());
        }
        if (type instanceof Class<?> named && named.isEnum()) {
            return new EnumForm(named.getEnumConstants());
        }
        if (type instanceof Class<?> nested && nested.isRecord()) {
            return new NestedForm(RecordForm.of(nested));
        }
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new ListForm(form(list.getActualTypeArguments()[0]));
        }
        throw new IllegalArgumentException("no compact form of " + type.getTypeName() + ": it must go as a POJO");
    }

    // Classes of their own and no lambdas within one: each call less is felt, some are made a dozen times an event.

    private static final class TextForm implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            out.text((String) value);
        }

        @Override
        public Object read(CompactInput in) {
            return in.text();
        }
    }

    private static final class InstantForm implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            out.instant((Instant) value);
        }

        @Override
        public Object read(CompactInput in) {
            return in.instant();
        }
    }

    private static final class LongForm implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            out.number((Long) value);
        }

        @Override
        public Object read(CompactInput in) {
            return in.number();
        }
    }

    private static final class IntForm implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            out.number((Integer) value);
        }

        @Override
        public Object read(CompactInput in) {
            return (int) in.number();
        }
    }

    private static final class DoubleForm implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            out.decimal((Double) value);
        }

        @Override
        public Object read(CompactInput in) {
            return in.decimal();
        }
    }

    private static final class BooleanForm implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            out.number((Boolean) value ? 1 : 0);
        }

        @Override
        public Object read(CompactInput in) {
            return in.number() != 0;
        }
    }

    private record EventForm(EventSerializer events) implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            events.write((GovernanceEvent) value, out);
        }

        @Override
        public Object read(CompactInput in) {
            return events.read(in);
        }
    }

    private static final class EnumForm implements Form {
        private final Object[] words;

        EnumForm(Object[] words) {
            this.words = words;
        }

        @Override
        @SuppressWarnings("EnumOrdinal") // both ends are the same program
        public void write(Object value, CompactOutput out) {
            out.number(((Enum<?>) value).ordinal());
        }

        @Override
        public Object read(CompactInput in) {
            return words[(int) in.number()];
        }
    }

    private record NestedForm(RecordForm<?> form) implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            form.write(value, out);
        }

        @Override
        public Object read(CompactInput in) {
            return form.read(in);
        }
    }

    private record ListForm(Form item) implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            List<?> items = (List<?>) value;
            out.number(items.size());
            for (Object each : items) {
                item.write(each, out);
            }
        }

        @Override
        public Object read(CompactInput in) {
            int count = (int) in.number();
            List<Object> items = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                items.add(item.read(in));
            }
            return items;
        }
    }

    /** Most are zero: how many are not, and each of those with its place. */
    private static final class CountsForm implements Form {
        @Override
        public void write(Object value, CompactOutput out) {
            int[] counts = ((IndicatorCounts) value).counts;
            int counted = 0;
            for (int count : counts) {
                counted += count == 0 ? 0 : 1;
            }
            out.number(counted);
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] != 0) {
                    out.number(i);
                    out.number(counts[i]);
                }
            }
        }

        @Override
        public Object read(CompactInput in) {
            IndicatorCounts read = new IndicatorCounts();
            int counted = (int) in.number();
            for (int i = 0; i < counted; i++) {
                read.counts[(int) in.number()] = (int) in.number();
            }
            return read;
        }
    }
}
