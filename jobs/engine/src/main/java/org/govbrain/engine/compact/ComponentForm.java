package org.govbrain.engine.compact;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.indicator.IndicatorCounts;

/** How the components of one type are written. */
interface ComponentForm {
    Map<Type, ComponentForm> SIMPLE = Map.ofEntries(
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

    void write(Object value, CompactOutput out);

    Object read(CompactInput in);

    /** Throws {@link IllegalArgumentException} for a type that has none. */
    static ComponentForm of(Type type) {
        ComponentForm simple = SIMPLE.get(type);
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
            return new ListForm(of(list.getActualTypeArguments()[0]));
        }
        throw new IllegalArgumentException("no compact form of " + type.getTypeName() + ": it must go as a POJO");
    }

    // Classes of their own and no lambdas within one: each call less is felt, some are made a dozen times an event.

    final class TextForm implements ComponentForm {
        @Override
        public void write(Object value, CompactOutput out) {
            out.text((String) value);
        }

        @Override
        public Object read(CompactInput in) {
            return in.text();
        }
    }

    final class InstantForm implements ComponentForm {
        @Override
        public void write(Object value, CompactOutput out) {
            out.instant((Instant) value);
        }

        @Override
        public Object read(CompactInput in) {
            return in.instant();
        }
    }

    final class LongForm implements ComponentForm {
        @Override
        public void write(Object value, CompactOutput out) {
            out.number((Long) value);
        }

        @Override
        public Object read(CompactInput in) {
            return in.number();
        }
    }

    final class IntForm implements ComponentForm {
        @Override
        public void write(Object value, CompactOutput out) {
            out.number((Integer) value);
        }

        @Override
        public Object read(CompactInput in) {
            return (int) in.number();
        }
    }

    final class DoubleForm implements ComponentForm {
        @Override
        public void write(Object value, CompactOutput out) {
            out.decimal((Double) value);
        }

        @Override
        public Object read(CompactInput in) {
            return in.decimal();
        }
    }

    final class BooleanForm implements ComponentForm {
        @Override
        public void write(Object value, CompactOutput out) {
            out.number((Boolean) value ? 1 : 0);
        }

        @Override
        public Object read(CompactInput in) {
            return in.number() != 0;
        }
    }

    record EventForm(EventSerializer events) implements ComponentForm {
        @Override
        public void write(Object value, CompactOutput out) {
            events.write((GovernanceEvent) value, out);
        }

        @Override
        public Object read(CompactInput in) {
            return events.read(in);
        }
    }

    final class EnumForm implements ComponentForm {
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

    record NestedForm(RecordForm<?> form) implements ComponentForm {
        @Override
        public void write(Object value, CompactOutput out) {
            form.write(value, out);
        }

        @Override
        public Object read(CompactInput in) {
            return form.read(in);
        }
    }

    record ListForm(ComponentForm item) implements ComponentForm {
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
    final class CountsForm implements ComponentForm {
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
