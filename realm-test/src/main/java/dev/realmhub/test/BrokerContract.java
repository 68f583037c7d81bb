package dev.realmhub.test;

/**
 * What every {@link dev.realmhub.Broker} promises, one rule a test. Implement {@link #connect()} in a test class, close
 * there after each test what it returned, and override {@link #maxPayload()} if the bus has a limit. Brokers that can keep streams are connected with the
 * kind {@link #KEPT}.
 *
 * <p>The rules wait for conditions, never for time; each ends within half a minute even on a broken broker.
 */
public interface BrokerContract
        extends DeliveryRules,
                OrderRules,
                RequestRules,
                CommandRules,
                SnapshotRules,
                BackendOrderRules,
                NoteRules,
                AttendanceRules,
                ResolveRules,
                LifeCycleRules,
                StreamRules,
                ReadRules,
                FenceRules,
                OwnerRules,
                LeaseRules {}
