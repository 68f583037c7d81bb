package dev.realmhub;

import java.util.List;
import java.util.stream.Collectors;

/** {@link Words} of which several go on one message, with a bar between. */
class LineWords extends Words {
    @Override
    public Payload join(List<Payload> frames) {
        return Payload.text(frames.stream().map(Payload::text).collect(Collectors.joining("|")));
    }
}
