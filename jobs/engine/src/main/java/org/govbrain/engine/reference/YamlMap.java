package org.govbrain.engine.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of a YAML file, read key by key. What is missing or of the wrong shape is reported with its line and path,
 * and reading goes on with an empty value, so that one pass finds everything. Values are the text as written: YAML's own
 * guesses ({@code no} is false, {@code 1:30} is 90) don't happen.
 */
public final class YamlMap {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,12}(?:\\.[0-9]{1,12})?");
    private final String file;
    private final String path;
    private final int line;
    private final boolean readable;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();
    private final Problems problems;

    YamlMap(String file, String path, @Nullable Node node, Problems problems) {
        this.file = file;
        this.path = path;
        this.problems = problems;
        this.line = lineOf(node);
        this.readable = node instanceof MappingNode;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::put);
        } else if (node != null) {
            problem(node, "", "a mapping (key: value)");
        }
    }

    private void put(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problem(tuple.getKeyNode(), "", "a plain word as key");
        } else if (values.containsKey(key.getValue())) {
            problems.add(file, where(key, key.getValue()), "the key stands here a second time", "each key once");
        } else {
            values.put(key.getValue(), tuple.getValueNode());
        }
    }

    /** The text at a key; reported, and the empty text, when there is none. */
    public String text(String key) {
        Optional<String> text = findText(key);
        if (text.isEmpty() && isMissing(key)) {
            missing(key, "a value");
        }
        return text.orElse("");
    }

    /** The text at a key that may be left out. */
    public Optional<String> findText(String key) {
        Node node = values.get(key);
        read.add(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        return textOf(node, key);
    }

    /** The whole number at a key that may be left out; reported when it is none or out of bounds. */
    public Optional<Long> findNumber(String key, long least, long most) {
        Optional<String> text = findText(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(text.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            // Said below in the same words.
        }
        problem(key, "a whole number from " + least + " to " + most);
        return Optional.empty();
    }

    /** The number at a key that may be left out; reported when it is none or out of bounds. */
    public Optional<Double> findDecimal(String key, double least, double most) {
        Optional<String> text = findText(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (DECIMAL.matcher(text.get()).matches()) {
            double number = Double.parseDouble(text.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        problem(key, "a number from " + plain(least) + " to " + plain(most));
        return Optional.empty();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    /** The truth value at a key that may be left out: true or false and nothing else. */
    public Optional<Boolean> findFlag(String key) {
        Optional<String> text = findText(key);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            problem(key, "true or false");
            return Optional.empty();
        }
        return text.map(Boolean::valueOf);
    }

    /** The mapping at a key that may be left out. */
    public Optional<YamlMap> findMap(String key) {
        Node node = values.get(key);
        read.add(key);
        return node == null || isNull(node)
                ? Optional.empty()
                : Optional.of(new YamlMap(file, pathOf(key), node, problems));
    }

    /** The list of mappings at a key; empty when it is left out. */
    public List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        List<Node> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            maps.add(new YamlMap(file, pathOf(key) + "[" + i + "]", items.get(i), problems));
        }
        return maps;
    }

    /** The list of texts at a key; empty when it is left out. One text without a list is a list of one. */
    public List<String> texts(String key) {
        if (values.get(key) instanceof ScalarNode) {
            return findText(key).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        List<Node> items = items(key);
        for (int i = 0; i < items.size(); i++) {
            textOf(items.get(i), key + "[" + i + "]").ifPresent(texts::add);
        }
        return texts;
    }

    private List<Node> items(String key) {
        Node node = values.get(key);
        read.add(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(node, key, "a list");
        return List.of();
    }

    /** All keys in the order of the file, for a mapping whose keys are names. */
    public Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Whether a value stands at a key. */
    public boolean has(String key) {
        return !isMissing(key);
    }

    /** Whether a mapping stands at a key, where a single value could too. */
    public boolean hasMap(String key) {
        return values.get(key) instanceof MappingNode;
    }

    /** False when it is no mapping at all, which is reported already; then nothing is found in it. */
    public boolean isReadable() {
        return readable;
    }

    /** Line of this mapping in its file, from 1. */
    public int line() {
        return line;
    }

    /** Reports the value at a key. */
    public void problem(String key, String expected) {
        Node node = values.get(key);
        if (node == null) {
            missing(key, expected);
        } else {
            problem(node, key, expected);
        }
    }

    /** Reports the value at a key in other words than its text. */
    public void problem(String key, String found, String expected) {
        problems.add(file, where(values.get(key), key), found, expected);
    }

    /** Reports every key that nobody asked for: a slip of the pen must not silently change a rule. */
    public void finish() {
        for (Map.Entry<String, Node> value : values.entrySet()) {
            if (!read.contains(value.getKey())) {
                problems.add(
                        file,
                        where(value.getValue(), value.getKey()),
                        "a key that nobody knows",
                        "one of " + String.join(", ", new TreeSet<>(read)));
            }
        }
    }

    private Optional<String> textOf(Node node, String key) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return Optional.of(scalar.getValue().strip());
        }
        problem(node, key, "a single value");
        return Optional.empty();
    }

    private void missing(String key, String expected) {
        if (!readable) {
            // Said once, where it was opened; that its keys are missing too is no news.
            return;
        }
        problems.add(file, where(null, key), "missing", expected);
    }

    private void problem(Node node, String key, String expected) {
        String found = node instanceof ScalarNode scalar
                ? "\"" + scalar.getValue() + "\""
                : node instanceof SequenceNode ? "a list" : "a mapping";
        problems.add(file, where(node, key), found, expected);
    }

    private boolean isMissing(String key) {
        Node node = values.get(key);
        return node == null || isNull(node);
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar
                && scalar.isPlain()
                && (scalar.getValue().isEmpty()
                        || scalar.getValue().equals("null")
                        || scalar.getValue().equals("~"));
    }

    private String pathOf(String key) {
        return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
    }

    private String where(@Nullable Node node, String key) {
        String at = pathOf(key);
        return "line " + (node == null ? line : lineOf(node)) + (at.isEmpty() ? "" : ", " + at);
    }

    private static int lineOf(@Nullable Node node) {
        return node == null ? 1 : node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
