package dev.realmhub;

/** The settings of a hub that can be told as text. A new one is one line here and one in {@code docs/configuration.md}. */
final class HubSettings {
    private final HubConfig.Builder hub = HubConfig.builder();
    private final Bounds.Builder bounds = Bounds.builder();
    private final ContinuityConfig.Builder continuity = ContinuityConfig.builder();

    static final SettingTable<HubSettings> TABLE = new SettingTable<HubSettings>()
            .bytes("inbound-bytes", (to, value) -> to.hub.inboundBytes(value))
            .count("held-messages", (to, value) -> to.hub.heldMessages(value))
            .count("outbox-messages", (to, value) -> to.hub.outboxMessages(value))
            .bytes("outbox-bytes", (to, value) -> to.hub.outboxBytes(value))
            .duration("outbox-age", (to, value) -> to.hub.outboxAge(value))
            .duration("send-limit", (to, value) -> to.hub.sendLimit(value))
            .duration("authenticate-deadline", (to, value) -> to.hub.authenticateDeadline(value))
            .duration("resolve-deadline", (to, value) -> to.hub.resolveDeadline(value))
            .count("concurrent-resolves", (to, value) -> to.hub.concurrentResolves(value))
            .count("realms-per-client", (to, value) -> to.hub.realmsPerClient(value))
            .duration("command-deadline", (to, value) -> to.hub.commandDeadline(value))
            .count("commands-in-flight", (to, value) -> to.hub.commandsInFlight(value))
            .duration("heartbeat", (to, value) -> to.hub.heartbeat(value))
            .duration("silence-limit", (to, value) -> to.hub.silenceLimit(value))
            .duration("gather", (to, value) -> to.hub.gather(value))
            .count("lanes", (to, value) -> to.hub.lanes(value))
            .text("raw-command", (to, value) -> to.hub.rawCommand(value))
            .duration("snapshot-deadline", (to, value) -> to.continuity.snapshotDeadline(value))
            .count("concurrent-snapshots", (to, value) -> to.continuity.concurrentSnapshots(value))
            .duration("resume-limit", (to, value) -> to.continuity.resumeLimit(value))
            .count("recent-events", (to, value) -> to.continuity.recentEvents(value))
            .duration("position-check", (to, value) -> to.continuity.positionCheck(value))
            .duration("gap-patience", (to, value) -> to.continuity.gapPatience(value))
            .duration("interest-linger", (to, value) -> to.continuity.interestLinger(value))
            .count("drain-per-second", (to, value) -> to.continuity.drainPerSecond(value))
            .duration("drain-lead", (to, value) -> to.continuity.drainLead(value))
            .count("clients", (to, value) -> to.bounds.clients(value))
            .count("clients-per-user", (to, value) -> to.bounds.clientsPerUser(value))
            .count("clients-per-address", (to, value) -> to.bounds.clientsPerAddress(value))
            .count("joining", (to, value) -> to.bounds.joining(value))
            .duration("join-deadline", (to, value) -> to.bounds.joinDeadline(value))
            .duration("greeting-deadline", (to, value) -> to.bounds.greetingDeadline(value))
            .duration("expiry-warning", (to, value) -> to.bounds.expiryWarning(value))
            .duration("expiry-grace", (to, value) -> to.bounds.expiryGrace(value))
            .count("message-fragments", (to, value) -> to.bounds.messageFragments(value))
            .count("messages-per-second", (to, value) -> to.bounds.messagesPerSecond(value))
            .count("message-burst", (to, value) -> to.bounds.messageBurst(value))
            .count("user-messages-per-second", (to, value) -> to.bounds.userMessagesPerSecond(value))
            .count("user-message-burst", (to, value) -> to.bounds.userMessageBurst(value))
            .count("realms", (to, value) -> to.bounds.realms(value))
            .bytes("node-outbox-bytes", (to, value) -> to.bounds.nodeOutboxBytes(value));

    private HubSettings() {}

    static HubConfig read(Settings settings) {
        HubSettings told = settings.into(new HubSettings(), TABLE);
        return told.hub
                .continuity(told.continuity.build())
                .bounds(told.bounds.build())
                .build();
    }
}
