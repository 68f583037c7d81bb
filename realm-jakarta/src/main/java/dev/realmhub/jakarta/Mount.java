package dev.realmhub.jakarta;

import java.util.Arrays;
import java.util.List;

/**
 * The part of an endpoint's path that clients fill in: everything from the first variable on. It is counted in segments
 * from the end, because containers match segment by segment and differ in all else: what they decode, and what else they
 * put among the path parameters.
 */
record Mount(int segments) {
    Mount(String template) {
        this(countFromFirstVariable(template));
    }

    private static int countFromFirstVariable(String template) {
        int variable = template.indexOf('{');
        return variable < 0 ? 0 : template.substring(variable).split("/", -1).length;
    }

    /** Returns what a request's raw path has in the place of the variables, {@code /} if there are none. */
    String behind(String rawPath) {
        List<String> all = Arrays.asList(rawPath.split("/", -1));
        int from = Math.max(0, all.size() - segments);
        return "/" + String.join("/", all.subList(from, all.size()));
    }
}
