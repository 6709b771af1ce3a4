package org.govbrain.engine.reference;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Opens YAML files: plain YAML 1.2 without aliases, since a rule that points elsewhere can't be read in its place. */
public final class Yaml {
    private static final int DEEPEST = 32;

    private Yaml() {}

    /** The mapping that the file is; one that is not readable, and the trouble reported, when it is none. */
    public static YamlMap read(ReferenceText file, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file.name())
                .setUseMarks(true)
                .setCodePointLimit(ReferenceText.MOST_BYTES)
                .build();
        Node root = null;
        try {
            if (isFlatEnough(settings, file, problems)) {
                Optional<Node> found = new Compose(settings).composeString(file.text());
                root = found.orElse(null);
                if (root == null) {
                    problems.add(file.name(), "line 1", "nothing", "a mapping (key: value)");
                }
            }
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            String where = mark.map(at -> "line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1))
                    .orElse("line 1");
            problems.add(file.name(), where, said(e), "YAML");
        } catch (YamlEngineException | IllegalArgumentException e) {
            // Of a tag that is none the library says so without a line, and as if its caller were wrong.
            problems.add(file.name(), "line 1", String.valueOf(e.getMessage()), "YAML");
        }
        return new YamlMap(file.name(), "", root, problems);
    }

    private static String said(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        return problem.startsWith("but ") ? e.getContext() + ", " + problem : problem;
    }

    /** Looks at events only: composing ten thousand open brackets would end the stack. */
    private static boolean isFlatEnough(LoadSettings settings, ReferenceText file, Problems problems) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(file.text())) {
            if (event instanceof CollectionStartEvent) {
                depth++;
            } else if (event instanceof CollectionEndEvent) {
                depth--;
            }
            boolean alias = event instanceof AliasEvent;
            if (alias || depth > DEEPEST) {
                problems.add(
                        file.name(),
                        "line " + (event.getStartMark().map(Mark::getLine).orElse(0) + 1),
                        alias ? "an alias (*)" : "more than " + DEEPEST + " levels",
                        alias ? "the value itself" : "at most " + DEEPEST + " levels");
                return false;
            }
        }
        return true;
    }
}
