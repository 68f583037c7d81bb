package dev.realmhub.nats;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.realmhub.Address;
import dev.realmhub.Realm;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Every id that is accepted yields exactly one lawful token, and comes back; every subject that is read is the one we make. */
class TokenFuzz {
    private static final Pattern LAWFUL = Pattern.compile("[A-Za-z0-9_%-]{1,1152}");
    private static final Subjects SUBJECTS = new Subjects("rh");

    @FuzzTest(maxDuration = "60s")
    void anIdIsOneTokenAndComesBack(byte[] input) {
        String[] lines = FuzzedLines.of(input, 3);
        String id = lines[0];
        String subject = lines[1];
        accepted(Address::user, id).ifPresent(user -> {
            String token = Tokens.encode(id);
            assertThat(token).matches(LAWFUL);
            assertThat(Tokens.decode(token)).isEqualTo(id);
            assertThat(SUBJECTS.of(user)).isEqualTo("rh.user." + token);
            assertThat(SUBJECTS.address(SUBJECTS.of(user), null)).isEqualTo(user);
        });
        accepted(Realm::parse, id).ifPresent(realm -> {
            Address address = Address.realm(realm);
            assertThat(SUBJECTS.of(address).split("\\.", -1))
                    .hasSize(2 + realm.tokens().size())
                    .allMatch(token -> LAWFUL.matcher(token).matches());
            assertThat(SUBJECTS.address(SUBJECTS.of(address), null)).isEqualTo(address);
        });
        accepted(Tokens::decode, subject)
                .ifPresent(decoded -> assertThat(Tokens.encode(decoded)).isEqualTo(subject));
        reads("rh." + subject, lines[2]);
        accepted(SUBJECTS::sender, "rh.in." + subject);
    }

    /** What reads as an address is made from it again: no two subjects mean the same. */
    private static void reads(String subject, String header) {
        accepted(text -> SUBJECTS.address(text, header.isEmpty() ? null : header), subject)
                .ifPresent(address -> assertThat(SUBJECTS.of(address)).isEqualTo(subject));
    }

    private static <T> Optional<T> accepted(Function<String, T> reader, String text) {
        try {
            return Optional.of(reader.apply(text));
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }
}
