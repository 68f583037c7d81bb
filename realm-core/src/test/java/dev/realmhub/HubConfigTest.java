package dev.realmhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HubConfigTest {
    private static final List<Class<?>> PARTS = List.of(ContinuityConfig.class, Bounds.class);

    @ParameterizedTest
    @MethodSource("settings")
    void eachSettingIsKeptAndHasAnOutlet(Method setting) throws ReflectiveOperationException {
        Object builder = builderOf(setting);
        Object value = lawful(setting);
        setting.invoke(builder, value);
        Object built = builder.getClass().getMethod("build").invoke(builder);
        assertThat(built.getClass().getMethod(setting.getName()).invoke(built)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void anUnlawfulValueIsRefusedByTheNameOfItsSetting(Method setting) {
        assertThatThrownBy(() -> setting.invoke(builderOf(setting), unlawful(setting)))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting.getName());
    }

    @Test
    void whatIsBuiltDoesNotFollowItsBuilder() {
        Bounds.Builder bounds = Bounds.builder().clients(1);
        HubConfig.Builder config = HubConfig.builder().lanes(1);
        Bounds builtBounds = bounds.build();
        HubConfig built = config.build();
        bounds.clients(2);
        config.lanes(2);
        assertThat(builtBounds.clients()).isOne();
        assertThat(built.lanes()).isOne();
    }

    static Stream<Method> settings() {
        return Stream.of(HubConfig.Builder.class, ContinuityConfig.Builder.class, Bounds.Builder.class)
                .flatMap(type -> Arrays.stream(type.getMethods()).filter(method -> method.getReturnType() == type))
                .filter(method -> !PARTS.contains(method.getParameterTypes()[0]));
    }

    private static Object builderOf(Method setting) {
        Class<?> type = setting.getDeclaringClass();
        if (type == Bounds.Builder.class) {
            return Bounds.builder();
        }
        return type == HubConfig.Builder.class ? HubConfig.builder() : ContinuityConfig.builder();
    }

    @Test
    void durationsOfNothingAreRefusedButForTheGatherWindowWhichMayBeFiveMillisecondsAtMost() {
        assertThatThrownBy(() -> HubConfig.builder().outboxAge(Duration.ZERO)).hasMessageContaining("outboxAge");
        assertThatThrownBy(() -> HubConfig.builder().gather(Duration.ofMillis(6)))
                .hasMessageContaining("0 to 5 ms");
        assertThat(HubConfig.builder().gather(Duration.ZERO).build()).isNotNull();
    }

    @Test
    void aSilenceLimitWithinOneHeartbeatIsRefusedByBothNames() {
        HubConfig.Builder builder = HubConfig.builder().heartbeat(Duration.ofSeconds(10));
        assertThatThrownBy(() -> builder.silenceLimit(Duration.ofSeconds(10)).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("silenceLimit")
                .hasMessageContaining("heartbeat");
    }

    @Test
    void whatIsSetAfterTheBuildChangesNothingBuilt() {
        HubConfig.Builder builder = HubConfig.builder();
        HubConfig config = builder.build();
        builder.lanes(1);
        assertThat(config.lanes()).isEqualTo(HubConfig.defaults().lanes());
    }

    @Test
    void theDefaultsAreThePromisedBounds() {
        HubConfig defaults = HubConfig.defaults();
        assertThat(defaults.inboundBytes()).isEqualTo(8 * 1024);
        assertThat(defaults.outboxMessages()).isEqualTo(256);
        assertThat(defaults.outboxBytes()).isEqualTo(1024 * 1024);
        assertThat(defaults.commandDeadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(defaults.bounds().joinDeadline()).isEqualTo(Duration.ofSeconds(10));
        assertThat(defaults.bounds().greetingDeadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(defaults.bounds().messagesPerSecond()).isEqualTo(20);
        assertThat(defaults.bounds().messageBurst()).isEqualTo(40);
        assertThat(defaults.silenceLimit()).isLessThanOrEqualTo(Duration.ofSeconds(25));
    }

    private static Object lawful(Method setting) {
        Class<?> type = setting.getParameterTypes()[0];
        return type == int.class ? 17 : type == Duration.class ? lawfulDuration(setting.getName()) : "name";
    }

    private static Duration lawfulDuration(String setting) {
        return switch (setting) {
            case "gather" -> Duration.ofMillis(3);
            case "authenticateDeadline" -> Duration.ofSeconds(7);
            default -> Duration.ofSeconds(17);
        };
    }

    @Test
    void anAuthenticatorThatMayTakeLongerThanTheWholeWayInIsRefusedByBothNames() {
        HubConfig.Builder builder = HubConfig.builder().authenticateDeadline(Duration.ofSeconds(10));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("joinDeadline")
                .hasMessageContaining("authenticateDeadline");
    }

    private static Object unlawful(Method setting) {
        Class<?> type = setting.getParameterTypes()[0];
        return type == int.class ? 0 : type == Duration.class ? Duration.ofNanos(-1) : "a.b";
    }
}
